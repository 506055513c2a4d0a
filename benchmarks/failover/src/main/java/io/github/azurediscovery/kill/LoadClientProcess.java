package io.github.azurediscovery.kill;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A {@link LoadClient} in a process of its own, and the outcomes of its requests so far.
 */
final class LoadClientProcess implements AutoCloseable {

	private static final Duration SETTLED = Duration.ofSeconds(3);

	private final JavaProcess process;

	private final Queue<RequestOutcome> outcomes = new ConcurrentLinkedQueue<>();

	private final Queue<RequestOutcome> troubled = new ConcurrentLinkedQueue<>();

	private final BlockingQueue<Long> ejections = new LinkedBlockingQueue<>();

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

	/**
	 * Return how many instances the process has ejected so far.
	 * @throws IllegalStateException if it does not tell within ten seconds
	 */
	long ejections() throws InterruptedException {
		say(LoadClient.EJECTIONS);
		Long count = this.ejections.poll(10, TimeUnit.SECONDS);
		if (count == null) {
			throw new IllegalStateException("the client does not tell its ejections");
		}
		return count;
	}

	/** Return the outcomes of the calls without troubles of their own. */
	List<RequestOutcome> since(long instant) {
		return since(this.outcomes, instant);
	}

	/** Return the outcomes of the calls with troubles of their own. */
	List<RequestOutcome> troubledSince(long instant) {
		return since(this.troubled, instant);
	}

	private static List<RequestOutcome> since(Queue<RequestOutcome> outcomes, long instant) {
		return outcomes.stream().filter((outcome) -> outcome.at() >= instant).toList();
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
				RequestOutcome outcome = RequestOutcome.parse(this.process.line());
				switch (outcome.client()) {
					case LoadClient.EJECTIONS -> this.ejections.add(Long.parseLong(outcome.detail()));
					case LoadClient.TROUBLED -> this.troubled.add(outcome);
					default -> this.outcomes.add(outcome);
				}
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
