package io.github.azurediscovery.apps.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Calls an application on this machine, one call after the other.
 */
public final class ApplicationCaller {

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	/**
	 * Create a caller.
	 * @param port where the application listens
	 */
	public ApplicationCaller(int port) {
		this.port = port;
	}

	/**
	 * Call.
	 * @param path what to get
	 * @return the answer, whatever its status
	 */
	public HttpResponse<String> answer(String path) {
		return answer(request(path));
	}

	/**
	 * Upload something.
	 * @param path where to
	 * @param body what to send
	 * @return the answer, whatever its status
	 */
	public HttpResponse<String> upload(String path, byte[] body) {
		return answer(request(path).POST(BodyPublishers.ofByteArray(body)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private HttpResponse<String> answer(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Call several times.
	 * @param path what to get
	 * @param calls how often
	 * @return the different bodies
	 */
	public Set<String> answers(String path, int calls) {
		Set<String> answers = new TreeSet<>();
		for (int i = 0; i < calls; i++) {
			answers.add(answer(path).body());
		}
		return answers;
	}

	/**
	 * Call several times.
	 * @param path what to get
	 * @param calls how often
	 * @return how many answers were errors
	 */
	public int errors(String path, int calls) {
		int errors = 0;
		for (int i = 0; i < calls; i++) {
			errors += (answer(path).statusCode() >= 400) ? 1 : 0;
		}
		return errors;
	}

	/**
	 * Start an upload and disconnect in the middle of it.
	 * @param path where to
	 * @param arrived waits until the upload has arrived where it shall be broken off
	 */
	public void breakOffUpload(String path, Runnable arrived) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream()
				.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(new byte[20_000]);
			socket.getOutputStream().flush();
			arrived.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for a condition that a slow machine takes a while to meet.
	 * @return the start of a condition
	 */
	public static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
	}

}
