package io.github.azurediscovery.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.CallOutcome;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A change among 10,000 instances, from the new list to the routes that callers see: one
 * instance leaves or joins, every instance is read anew without a change, one is ejected.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PublishBenchmark {

	private static final int INSTANCES = 10_000;

	/** Over how many services the instances are spread. */
	@Param({ "1", "100" })
	int services;

	private DiscoveryCore engine;

	private List<Instance> all;

	private List<Instance> anew;

	private List<Instance> oneLess;

	private Instance victim;

	private int round;

	@Setup(Level.Trial)
	public void setUp() {
		this.all = fleet();
		this.anew = fleet();
		this.oneLess = new ArrayList<>(this.all.subList(1, INSTANCES));
	}

	@Setup(Level.Iteration)
	public void start() {
		this.engine = new DiscoveryCore(BalanceSettings.DEFAULT);
		this.engine.publish(this.all);
		this.victim = this.all.get(INSTANCES / 2);
	}

	@TearDown(Level.Iteration)
	public void stop() {
		this.engine.close();
	}

	private List<Instance> fleet() {
		List<Instance> fleet = new ArrayList<>();
		for (int service = 0; service < this.services; service++) {
			fleet.addAll(InstanceFleets.of("orders" + service, INSTANCES / this.services));
		}
		return fleet;
	}

	/** The new snapshot and its routes. */
	@Benchmark
	public @Nullable Route change() {
		List<Instance> next = (this.round++ % 2 == 0) ? this.oneLess : this.all;
		this.engine.publish(this.engine.catalog.current().next(next, List.of()));
		return this.engine.routes.route("orders0");
	}

	/** The same in other objects, as every refresh brings them. */
	@Benchmark
	public Snapshot noChange() {
		List<Instance> next = (this.round++ % 2 == 0) ? this.anew : this.all;
		this.engine.publish(this.engine.catalog.current().next(next, List.of()));
		return this.engine.catalog.current();
	}

	/** From the report to the route without the instance, over the owner thread. */
	@Benchmark
	public @Nullable Route ejection() {
		this.engine.health.report(this.all.get(this.round++ % INSTANCES), CallOutcome.HARD_FAILURE,
				"connection refused");
		this.engine.settle();
		return this.engine.routes.route(this.victim.service());
	}

}
