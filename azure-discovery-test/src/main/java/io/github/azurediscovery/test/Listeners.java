package io.github.azurediscovery.test;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.test.entra.Entra;
import io.github.azurediscovery.test.http.Faults;
import io.github.azurediscovery.test.http.Handler;
import io.github.azurediscovery.test.http.LoopbackServer;
import io.github.azurediscovery.test.http.RequestLog;
import org.jspecify.annotations.Nullable;

/**
 * Where a simulated Azure listens: Azure Resource Manager always, the metadata service
 * unless silenced, Entra once asked for. One log, one set of faults and one latency for
 * all.
 */
final class Listeners implements AutoCloseable {

	private static final AtomicInteger threads = new AtomicInteger();

	private final ExecutorService executor;

	private final RequestLog requests;

	private final Faults faults;

	private final Handler imdsHandler;

	private final LoopbackServer arm;

	private final URI imdsEndpoint;

	private @Nullable LoopbackServer imds;

	private @Nullable Entra entra;

	Listeners(int armPort, Handler arm, int imdsPort, Handler imds, RequestLog requests, Faults faults,
			ExecutorService executor) {
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

	synchronized Entra entra() {
		Entra running = this.entra;
		if (running == null) {
			running = Entra.start(InstantSource.system(), this.executor, this.requests, this.faults);
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

	/** Listen everywhere, and at once; Entra knows nobody. */
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
