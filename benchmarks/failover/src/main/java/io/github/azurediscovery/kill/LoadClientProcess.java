package io.github.azurediscovery.kill;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A {@link LoadClient} in a process of its own, and the outcomes of its requests so far.
 */
final class LoadClientProcess implements AutoCloseable {

	private static final Duration SETTLED = Duration.ofSeconds(3);

	private final JavaProcess process;

	private final Queue<RequestOutcome> outcomes = new ConcurrentLinkedQueue<>();

	private LoadClientProcess(JavaProcess process) {
		this.process = process;
	}

	static LoadClientProcess start(JavaProcess process) {
		LoadClientProcess caller = new LoadClientProcess(process);
		Thread reader = new Thread(caller::read, "outcomes");
		reader.setDaemon(true);
		reader.start();
		return caller;
	}

	/**
	 * Wait until all instances have answered and nothing failed for three seconds.
	 * @param instances how many there are
	 * @throws IllegalStateException if that takes longer than two minutes
	 */
	void awaitSettled(int instances) throws InterruptedException {
		long deadline = System.currentTimeMillis() + Duration.ofMinutes(2).toMillis();
		while (!settled(instances)) {
			if (System.currentTimeMillis() > deadline) {
				throw new IllegalStateException("not all instances answer: " + this.outcomes.stream()
					.skip(Math.max(0, this.outcomes.size() - 5L))
					.map(RequestOutcome::toString)
					.collect(Collectors.joining("; ")));
			}
			Thread.sleep(200);
		}
	}

	void say(String line) {
		this.process.say(line);
	}

	List<RequestOutcome> since(long instant) {
		return this.outcomes.stream().filter((outcome) -> outcome.at() >= instant).toList();
	}

	private boolean settled(int instances) {
		List<RequestOutcome> recent = since(System.currentTimeMillis() - SETTLED.toMillis());
		Set<String> answering = recent.stream()
			.filter(RequestOutcome::ok)
			.map(RequestOutcome::detail)
			.collect(Collectors.toSet());
		return answering.size() == instances && recent.size() > 100 * SETTLED.toSeconds()
				&& recent.stream().allMatch(RequestOutcome::ok);
	}

	private void read() {
		try {
			while (true) {
				this.outcomes.add(RequestOutcome.parse(this.process.line()));
			}
		}
		catch (RuntimeException ex) {
			// the process has ended
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
