package io.github.azurediscovery.apps.support;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.failures.FaultyServer;
import io.github.azurediscovery.failures.InstanceFault;

import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * A sender that disconnects in the middle of an upload that a gateway forwards. The
 * gateway reports when it has noticed.
 */
public final class BrokenUpload {

	private final List<String> ends = new CopyOnWriteArrayList<>();

	/**
	 * Note how the gateway ended the upload.
	 * @param end what became of the request in the gateway
	 */
	public void ended(String end) {
		this.ends.add(end);
	}

	/**
	 * Return how the gateway ended the upload.
	 * @return what was noted
	 */
	public List<String> ends() {
		return List.copyOf(this.ends);
	}

	/**
	 * Break off an upload to an instance that has begun to read it.
	 * @param gateway forwards all requests to {@code orders}
	 * @return what the gateway reported of the instance, in the words of the
	 * documentation
	 * @throws IOException if nothing can listen on loopback
	 */
	public String verdict(SpringApplicationBuilder gateway) throws IOException {
		try (FaultyServer instance = new FaultyServer(InstanceFault.READ_TIMEOUT);
				VerdictRun run = VerdictRun.of(gateway, "127.0.0.1", instance.port(), false)) {
			run.caller().breakOffUpload("/", () -> ApplicationCaller.await().until(() -> instance.requests() == 1));
			ApplicationCaller.await().until(() -> !this.ends.isEmpty());
			return run.verdict();
		}
	}

}
