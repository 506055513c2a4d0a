package io.github.azurediscovery.health.probe;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * Probes over the network, on daemon threads that end when idle.
 */
public final class NetworkProbeFactory implements ProbeFactory {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	private static final int CONNECTS = 64;

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

	private final Executor threads;

	private @Nullable HttpClient client;

	/**
	 * Create a factory whose threads have not begun.
	 * @param threadPrefix what their names begin with
	 */
	public NetworkProbeFactory(String threadPrefix) {
		this.threads = new ProbeThreadPool(CONNECTS, KEEP_ALIVE, DaemonThreads.numbered(threadPrefix + "-probe"));
	}

	@Override
	public InstanceProbe connect() {
		return new TcpConnectProbe(this.threads, CONNECT_TIMEOUT, Instance::port);
	}

	@Override
	public InstanceProbe lastingConnect() {
		return new TcpConnectProbe(this.threads, CONNECT_TIMEOUT, Instance::port, TcpConnectionCheck.LASTING);
	}

	@Override
	public InstanceProbe handshake() {
		return new TcpConnectProbe(this.threads, CONNECT_TIMEOUT, Instance::port, new TlsHandshake());
	}

	@Override
	public InstanceProbe answer(ProbeSettings settings) {
		return switch (settings.type()) {
			case HTTP -> new ConnectThenRequestProbe(connect(),
					new ReliableProbe(HttpRequestProbe.anyAnswer(this::client, settings)));
			case TCP -> connect();
		};
	}

	@Override
	public InstanceProbe probe(ProbeSettings settings) {
		return switch (settings.type()) {
			case HTTP -> offTheOwner(new ReliableProbe(HttpRequestProbe.expected(this::client, settings)));
			case TCP -> new TcpConnectProbe(this.threads, settings.timeout(), settings::portOf);
		};
	}

	/** Creating a client and resolving a name may take a moment. */
	private InstanceProbe offTheOwner(InstanceProbe probe) {
		return (instance, answer) -> this.threads.execute(() -> probe.ask(instance, answer));
	}

	@Override
	public Executor threads() {
		return this.threads;
	}

	private synchronized HttpClient client() {
		if (this.client == null) {
			this.client = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.followRedirects(HttpClient.Redirect.NEVER)
				.sslContext(TrustAllManager.context())
				.proxy(HttpClient.Builder.NO_PROXY)
				.build();
		}
		return this.client;
	}

}
