package io.github.azurediscovery.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs all scenarios, one fault after the other, all registries of a fault side by side.
 * A fault is injected when all its processes have started and the machine is idle, so
 * that no start disturbs the measurement. Eureka takes minutes to notice, so its
 * scenarios continue while the next faults are prepared and injected.
 */
final class KillTest {

	private final Path directory;

	private final ExecutorService legs = Executors.newCachedThreadPool();

	private int started;

	private KillTest(Path directory) {
		this.directory = directory;
	}

	/**
	 * Run the test.
	 * @param args names of faults and registries to limit the run to; without any, all
	 * are run and the table is written
	 * @throws Exception if a scenario could not be run
	 */
	public static void main(String[] args) throws Exception {
		Set<InjectedFault> faults = chosen(InjectedFault.class, args);
		Set<TestedRegistry> subjects = chosen(TestedRegistry.class, args);
		KillTest test = new KillTest(Files.createTempDirectory("kill-test"));
		System.out.println("Logs are in " + test.directory);
		KillTestReport report = new KillTestReport(test.run(faults, subjects));
		System.out.println(report);
		if (args.length == 0) {
			Files.writeString(Path.of("docs", "internals", "kill-test.md"), report.toString());
		}
		System.exit(0);
	}

	private List<FaultResult> run(Set<InjectedFault> faults, Set<TestedRegistry> subjects) throws Exception {
		List<Future<FaultResult>> results = new ArrayList<>();
		for (InjectedFault fault : faults) {
			List<FaultScenario> ready = prepared(fault, subjects);
			IdleMachine.await();
			List<Future<FaultResult>> now = new ArrayList<>();
			for (FaultScenario leg : ready) {
				Future<FaultResult> result = this.legs.submit(() -> measure(leg));
				results.add(result);
				if (leg.subject() != TestedRegistry.EUREKA) {
					now.add(result);
				}
			}
			for (Future<FaultResult> result : now) {
				result(result);
			}
		}
		List<FaultResult> all = new ArrayList<>();
		for (Future<FaultResult> result : results) {
			result(result).ifPresent(all::add);
		}
		return all;
	}

	/**
	 * Start everything for a fault and all subjects, and wait until their callers are
	 * answered.
	 */
	private List<FaultScenario> prepared(InjectedFault fault, Set<TestedRegistry> subjects)
			throws InterruptedException {
		List<Future<FaultScenario>> legs = new ArrayList<>();
		for (TestedRegistry subject : subjects) {
			FaultScenario leg = new FaultScenario(subject, fault, ++this.started, this.directory);
			legs.add(this.legs.submit(leg::prepare));
		}
		List<FaultScenario> ready = new ArrayList<>();
		for (Future<FaultScenario> leg : legs) {
			result(leg).ifPresent(ready::add);
		}
		return ready;
	}

	private static FaultResult measure(FaultScenario leg) throws Exception {
		FaultResult result = leg.measure();
		System.out.println(result.subject() + ", " + result.fault() + ": " + result.counts() + ", ejections "
				+ result.ejected() + ' ' + result.kinds());
		return result;
	}

	private static <T> Optional<T> result(Future<T> result) throws InterruptedException {
		try {
			return Optional.of(result.get());
		}
		catch (ExecutionException ex) {
			System.err.println("A leg could not be measured: " + ex.getCause());
			return Optional.empty();
		}
	}

	private static <T extends Enum<T>> Set<T> chosen(Class<T> type, String[] args) {
		Set<T> chosen = EnumSet.allOf(type);
		chosen.removeIf((value) -> Arrays.stream(args).noneMatch(value.name()::equals));
		return chosen.isEmpty() ? EnumSet.allOf(type) : chosen;
	}

}
