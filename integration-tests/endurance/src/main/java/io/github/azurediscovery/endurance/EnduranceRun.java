package io.github.azurediscovery.endurance;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.azurediscovery.test.SimulatedAzure;

/**
 * Runs an application under constant change and failures, with an occasional restart of
 * discovery, and compares its resources afterwards with those before. A first part of the
 * time is not measured: classes are loaded and caches are filled.
 */
final class EnduranceRun {

	private static final Duration TICK = Duration.ofMillis(100);

	private static final int WARM_UP = 5;

	private final Duration length;

	private final int services;

	private final int restarts;

	private int pushed;

	/**
	 * Create a run.
	 * @param length how long it takes
	 * @param services how many services of 25 VMs come and go
	 * @param restarts how often discovery is stopped and started
	 */
	EnduranceRun(Duration length, int services, int restarts) {
		this.length = length;
		this.services = services;
		this.restarts = restarts;
	}

	/**
	 * Run for ten minutes, or for the given time.
	 * @param args the length, such as {@code PT10M}, or nothing
	 * @throws IOException if the application cannot be run
	 */
	public static void main(String[] args) throws IOException {
		Duration length = (args.length > 0) ? Duration.parse(args[0]) : Duration.ofMinutes(10);
		List<String> grown = new EnduranceRun(length, 200, 1000).run();
		System.out.println(grown.isEmpty() ? "Nothing has grown" : "Grown: " + grown);
		System.exit(grown.isEmpty() ? 0 : 1);
	}

	/**
	 * Run.
	 * @return what has grown
	 * @throws IOException if the application cannot be run
	 */
	List<String> run() throws IOException {
		Random random = new Random(42);
		try (SimulatedAzure azure = SimulatedAzure.start()) {
			azure.pageSize(500);
			ChangingEstate estate = new ChangingEstate(azure, this.services, 25, random);
			azure.imds().runsOn(azure.vm("vm-0"));
			try (ApplicationProcess application = ApplicationProcess.start(azure)) {
				live(azure, estate, application, this.length.dividedBy(WARM_UP), this.restarts / WARM_UP, random);
				ResourceFootprint before = application.measure(estate.size());
				live(azure, estate, application, this.length, this.restarts, random);
				ResourceFootprint after = application.measure(estate.size());
				print(before, after);
				return before.grownTo(after);
			}
		}
	}

	private void live(SimulatedAzure azure, ChangingEstate estate, ApplicationProcess application, Duration length,
			int restarts, Random random) throws IOException {
		long begin = System.nanoTime();
		int restarted = 0;
		try (SlowViewers viewers = new SlowViewers(application.port())) {
			RandomTroubles troubles = new RandomTroubles(azure, application, viewers, random);
			double passed = 0;
			for (int tick = 1; passed < 1; tick++) {
				estate.change(estate.size() / 100);
				if (tick % 20 == 0) {
					estate.empty();
				}
				if (tick % 5 == 0) {
					troubles.next();
				}
				push(application);
				azure.requests().clear();
				pause();
				passed = (double) (System.nanoTime() - begin) / length.toNanos();
				while (restarted < restarts * Math.min(passed, 1)) {
					application.tell("restart");
					restarted++;
				}
			}
			troubles.end();
			application.tell("remove pushed-" + this.pushed);
		}
		estate.complete();
	}

	/** One pushed service is gone and another is new, again and again. */
	private void push(ApplicationProcess application) throws IOException {
		application.tell("remove pushed-" + this.pushed++);
		application.tell("push pushed-" + this.pushed);
	}

	private static void pause() {
		try {
			Thread.sleep(TICK.toMillis());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void print(ResourceFootprint before, ResourceFootprint after) {
		System.out.printf("| | before | after |%n| --- | ---: | ---: |%n");
		System.out.printf("| live heap | %,d kB | %,d kB |%n", before.heapKilobytes(), after.heapKilobytes());
		System.out.printf("| threads | %d | %d |%n", before.threads(), after.threads());
		System.out.printf("| file handles | %d | %d |%n", before.files(), after.files());
		System.out.printf("| meters | %d | %d |%n", before.meters(), after.meters());
	}

}
