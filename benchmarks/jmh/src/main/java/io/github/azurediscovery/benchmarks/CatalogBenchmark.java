package io.github.azurediscovery.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.InstanceHealth;
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
 * The operations of callers besides choosing: reading a service, reading a verdict,
 * reporting a success.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CatalogBenchmark {

	@Param({ "10", "1000", "10000" })
	int size;

	private DiscoveryCore engine;

	private Instance instance;

	private CallReporter calls;

	@Setup(Level.Trial)
	public void setUp() {
		this.engine = new DiscoveryCore(BalanceSettings.DEFAULT);
		this.engine.publish(InstanceFleets.of("orders", this.size));
		this.instance = InstanceFleets.instance("orders", this.size / 2);
		this.calls = this.engine.health.calls(this.instance);
	}

	@TearDown(Level.Trial)
	public void tearDown() {
		this.engine.close();
	}

	@Benchmark
	public List<Instance> readService() {
		return this.engine.catalog.current().instances("orders");
	}

	@Benchmark
	public InstanceHealth readVerdict() {
		return this.engine.health.of(this.instance);
	}

	@Benchmark
	public void tellOfCall() {
		this.calls.begin();
		this.calls.end(CallOutcome.SUCCESS, "");
	}

	@Benchmark
	public void reportSuccess() {
		this.engine.health.report(this.instance, CallOutcome.SUCCESS, "");
	}

	@Benchmark
	public void reportSuccessByAddress() {
		this.engine.health.report("orders", this.instance.host(), 8080, CallOutcome.SUCCESS, "");
	}

}
