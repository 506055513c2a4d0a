package io.github.azurediscovery.test;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.test.entra.SimulatedEntra;
import io.github.azurediscovery.test.http.ActiveFaults;
import io.github.azurediscovery.test.http.LoopbackServer;
import io.github.azurediscovery.test.http.RequestLog;
import io.github.azurediscovery.test.http.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a simulated Azure: Azure Resource Manager always, the metadata service
 * unless silenced, Entra from its first use on. They share one request log, one set of
 * faults and one latency.
 */
final class EndpointServers implements AutoCloseable {

	private static final AtomicInteger threads = new AtomicInteger();

	private final ExecutorService executor;

	private final RequestLog requests;

	private final ActiveFaults faults;

	private final SimulatedEndpoint imdsHandler;

	private final LoopbackServer arm;

	private final URI imdsEndpoint;

	private @Nullable LoopbackServer imds;

	private @Nullable SimulatedEntra entra;

	EndpointServers(int armPort, SimulatedEndpoint arm, int imdsPort, SimulatedEndpoint imds, RequestLog requests,
			ActiveFaults faults, ExecutorService executor) {
		this.executor = executor;
		this.requests = requests;
		this.faults = faults;
		this.imdsHandler = imds;
		this.arm = LoopbackServer.start(armPort, executor, arm, requests, faults);
		LoopbackServer server = LoopbackServer.start(imdsPort, executor, imds, requests, faults);
		this.imds = server;
		this.imdsEndpoint = server.uri();
	}

	/** Threads that end with the process. */
	static ExecutorService threads() {
		return Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "simulated-azure-" + threads.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

	URI armEndpoint() {
		return this.arm.uri();
	}

	URI imdsEndpoint() {
		return this.imdsEndpoint;
	}

	synchronized void imdsListening(boolean listening) {
		LoopbackServer server = this.imds;
		if (!listening && server != null) {
			server.close();
			this.imds = null;
		}
		else if (listening && server == null) {
			this.imds = LoopbackServer.start(this.imdsEndpoint.getPort(), this.executor, this.imdsHandler,
					this.requests, this.faults);
		}
	}

	synchronized SimulatedEntra entra() {
		SimulatedEntra running = this.entra;
		if (running == null) {
			running = SimulatedEntra.start(InstantSource.system(), this.executor, this.requests, this.faults);
			this.entra = running;
		}
		return running;
	}

	synchronized void latency(Duration latency) {
		this.arm.latency(latency);
		if (this.imds != null) {
			this.imds.latency(latency);
		}
		if (this.entra != null) {
			this.entra.latency(latency);
		}
	}

	/** Listens on every port again, without latency; Entra knows no application. */
	synchronized void reset() {
		imdsListening(true);
		latency(Duration.ZERO);
		if (this.entra != null) {
			this.entra.clear();
		}
	}

	@Override
	public synchronized void close() {
		this.arm.close();
		imdsListening(false);
		if (this.entra != null) {
			this.entra.close();
		}
	}

}
