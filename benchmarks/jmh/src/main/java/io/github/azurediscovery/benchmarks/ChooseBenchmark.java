package io.github.azurediscovery.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.linecorp.armeria.client.ClientRequestContext;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.endpoint.EndpointGroup;
import com.linecorp.armeria.client.endpoint.EndpointSelectionStrategy;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.RoundRobin;
import io.github.azurediscovery.catalog.Instance;
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

/** One choice without Spring, beside Armeria's round robin and the least it can cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChooseBenchmark {

	@Param({ "10", "1000", "10000" })
	int size;

	/** How many instances are ejected in each second meanwhile, on another thread. */
	@Param("0")
	int ejections;

	private DiscoveryCore engine;

	private RoundRobin roundRobin;

	private RoundRobin nearby;

	private EndpointGroup armeria;

	private ClientRequestContext context;

	private volatile Instance[] floor;

	private final AtomicInteger counter = new AtomicInteger();

	private @Nullable ScheduledFuture<?> ejector;

	@Setup(Level.Trial)
	public void setUp() {
		List<Instance> instances = InstanceFleets.of("orders", this.size);
		this.engine = new DiscoveryCore(BalanceSettings.DEFAULT);
		this.engine.publish(instances);
		this.roundRobin = RoundRobin.everywhere(this.engine.routes);
		this.nearby = RoundRobin.nearby(this.engine.routes);
		List<Endpoint> endpoints = new ArrayList<>();
		instances.forEach((instance) -> endpoints.add(Endpoint.of(instance.host(), instance.port())));
		this.armeria = EndpointGroup.of(EndpointSelectionStrategy.roundRobin(), endpoints);
		this.context = ClientRequestContext.of(HttpRequest.of(HttpMethod.GET, "/"));
		this.floor = instances.toArray(Instance[]::new);
		if (this.ejections > 0) {
			AtomicInteger next = new AtomicInteger();
			this.ejector = this.engine.owner.scheduleAtFixedRate(
					() -> this.engine.health.report(instances.get(next.getAndIncrement() % this.size),
							CallOutcome.HARD_FAILURE, "connection refused"),
					0, 1_000 / this.ejections, TimeUnit.MILLISECONDS);
		}
	}

	@TearDown(Level.Trial)
	public void tearDown() {
		if (this.ejector != null) {
			this.ejector.cancel(true);
		}
		this.engine.close();
		this.armeria.close();
	}

	@Benchmark
	public @Nullable Instance choose() {
		return this.roundRobin.choose("orders");
	}

	@Benchmark
	public @Nullable Instance chooseNearby() {
		return this.nearby.choose("orders");
	}

	@Benchmark
	public @Nullable Endpoint armeria() {
		return this.armeria.selectNow(this.context);
	}

	@Benchmark
	public Instance floor() {
		Instance[] array = this.floor;
		return array[(this.counter.getAndIncrement() & Integer.MAX_VALUE) % array.length];
	}

}
