package io.github.azurediscovery.fleet.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import reactor.core.publisher.Mono;

/**
 * Azurite as a process of the test's own: over https on a free port of 127.0.0.1, with
 * access tokens, and a folder for its lifetime. Telemetry is off.
 */
final class AzuriteServer implements AutoCloseable {

	private static final String PASSWORD = "only-for-a-moment";

	private static final String ACCOUNT = "fleet";

	private static final String CONTAINER = "discovery";

	private static final Pattern LISTENS = Pattern.compile("successfully listens on (https?://127\\.0\\.0\\.1:\\d+)");

	private final Path folder = Files.createTempDirectory("azurite");

	private final SSLContext tls = certificate(certificateFile());

	private final Process process;

	private final String url;

	private AzuriteServer() throws IOException {
		byte[] key = new byte[64];
		new SecureRandom().nextBytes(key);
		ProcessBuilder builder = new ProcessBuilder("node", System.getProperty("azurite"), "--blobHost", "127.0.0.1",
				"--blobPort", "0", "--location", this.folder.toString(), "--skipApiVersionCheck", "--disableTelemetry",
				"--oauth", "basic", "--cert", this.folder.resolve("certificate.p12").toString(), "--pwd", PASSWORD)
			.redirectErrorStream(true);
		builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + Base64.getEncoder().encodeToString(key));
		this.process = builder.start();
		this.url = address() + "/" + ACCOUNT + "/" + CONTAINER;
		HttpRequest create = new HttpRequest(HttpMethod.PUT, this.url + "?restype=container")
			.setHeader(HttpHeaderName.fromString("x-ms-version"), "2025-11-05")
			.setBody(new byte[0]);
		int status = pipeline().send(create).blockOptional().orElseThrow().getStatusCode();
		if (status != 201) {
			throw new IOException("Azurite created no container, but answered " + status);
		}
	}

	/** Start Azurite with a container. */
	static AzuriteServer start() {
		try {
			return new AzuriteServer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Azurite does not start: run scripts/fleet", ex);
		}
	}

	private String address() throws IOException {
		BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8);
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			said.append(line).append('\n');
			Matcher matcher = LISTENS.matcher(line);
			if (matcher.find()) {
				return matcher.group(1);
			}
		}
		throw new IOException("Azurite said: " + said);
	}

	private static SSLContext certificate(Path file) throws IOException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "azurite", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=Azurite",
				"-ext", "SAN=ip:127.0.0.1", "-validity", "30", "-storetype", "PKCS12", "-keystore", file.toString(),
				"-storepass", PASSWORD)
			.inheritIO()
			.start();
		try {
			if (keytool.waitFor() != 0) {
				throw new IOException("keytool made no certificate");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
		return trusting(file);
	}

	/**
	 * Trust what a process of this class made.
	 * @param file its certificate
	 */
	static SSLContext trusting(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, PASSWORD.toCharArray());
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("azurite", keys.getCertificate("azurite"));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IOException(ex);
		}
	}

	/** Return the file of its certificate, for other processes to trust. */
	Path certificateFile() {
		return this.folder.resolve("certificate.p12");
	}

	/** Return the URL of the container. */
	String container() {
		return this.url;
	}

	/** Return what trusts its certificate. */
	SSLContext tls() {
		return this.tls;
	}

	/**
	 * Return tokens whose claims Azurite checks and whose signature it does not.
	 * @param audience who they are for
	 */
	static TokenCredential tokens(String audience) {
		return (request) -> Mono.just(token(audience));
	}

	private static AccessToken token(String audience) {
		OffsetDateTime expires = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1);
		long now = Instant.now().getEpochSecond();
		String claims = """
				{"aud":"%s","iss":"https://sts.windows.net/%s/","iat":%d,"nbf":%d,"exp":%d}""".formatted(audience,
				UUID.randomUUID(), now - 60, now - 60, expires.toEpochSecond());
		return new AccessToken(List.of("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", claims, "no signature")
			.stream()
			.map((part) -> Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(part.getBytes(StandardCharsets.UTF_8)))
			.reduce((left, right) -> left + "." + right)
			.orElseThrow(), expires);
	}

	/** Return a pipeline that may read and write. */
	HttpPipeline pipeline() {
		HttpClient client = new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(this.tls))
			.build();
		String token = token("https://storage.azure.com").getToken();
		return new HttpPipelineBuilder().policies((context, next) -> {
			context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token);
			return next.process();
		}).httpClient(client).build();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			try (Stream<Path> files = Files.walk(this.folder)) {
				files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
