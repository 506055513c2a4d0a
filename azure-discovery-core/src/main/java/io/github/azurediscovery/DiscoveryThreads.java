package io.github.azurediscovery;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.thread.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one discovery, all of them daemons and begun only when there is work:
 * {@code azure-discovery} owns every change of state, {@code azure-discovery-events}
 * tells listeners, {@code azure-discovery-snapshot-file} writes that file, one
 * {@code azure-discovery-sink-n} for each sink, and as many
 * {@code azure-discovery-network-n} as calls are in progress. Another name may stand in
 * place of {@code azure-discovery}.
 */
final class DiscoveryThreads {

	private static final Logger logger = LoggerFactory.getLogger(AzureDiscovery.class);

	private static final long IDLE_SECONDS = 60;

	private final ScheduledThreadPoolExecutor owner;

	private final PatientThread events;

	private final PatientThread files;

	private final ThreadPoolExecutor network;

	private final ThreadFactory sinks;

	/**
	 * Create threads that have not begun.
	 * @param prefix what their names begin with
	 */
	DiscoveryThreads(String prefix) {
		this.owner = new ScheduledThreadPoolExecutor(1, DaemonThreads.named(prefix));
		this.owner.setRemoveOnCancelPolicy(true);
		this.events = new PatientThread(DaemonThreads.named(prefix + "-events"), this.owner);
		this.files = new PatientThread(DaemonThreads.named(prefix + "-snapshot-file"), this.owner);
		this.network = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), DaemonThreads.numbered(prefix + "-network"));
		this.sinks = DaemonThreads.numbered(prefix + "-sink");
	}

	ScheduledExecutorService owner() {
		return this.owner;
	}

	PatientThread events() {
		return this.events;
	}

	PatientThread files() {
		return this.files;
	}

	ThreadPoolExecutor network() {
		return this.network;
	}

	/**
	 * Return a thread for one sink, to be ended by the caller.
	 * @return the thread, which begins when there is work and ends when it is idle
	 */
	ScheduledExecutorService sink() {
		ScheduledThreadPoolExecutor sink = new ScheduledThreadPoolExecutor(1, this.sinks);
		sink.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		sink.allowCoreThreadTimeOut(true);
		sink.setRemoveOnCancelPolicy(true);
		sink.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		return sink;
	}

	/**
	 * End all threads. Waits 2 s at the most for the owner to finish what it does, and as
	 * long for what is queued for listeners to be delivered.
	 */
	void close() {
		this.owner.shutdownNow();
		await(this.owner);
		this.network.shutdownNow();
		ThreadPoolExecutor files = this.files.shutdown();
		await(this.events.shutdown());
		await(files);
	}

	private static void await(ExecutorService thread) {
		try {
			if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
				logger.debug("{} has not ended yet", thread);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
