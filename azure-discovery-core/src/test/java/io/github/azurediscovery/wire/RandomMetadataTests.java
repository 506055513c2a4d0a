package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random lives of an application on a VM whose metadata service refuses connections,
 * answers 503, stalls or is right, while VMs join and leave and the application restarts,
 * with its snapshot file or without. Its scope is known from metadata alone, so that
 * metadata decides whether it can look. Every seed tells another life; a failure names
 * its seed.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class RandomMetadataTests {

	private static final int STEPS = 15;

	/** Long enough for a busy machine: an answer that is right has to arrive. */
	private static final Duration PATIENCE = Duration.ofMillis(1500);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final List<SimulatedVm> vms = new ArrayList<>();

	/** What the last successful answer made known, in memory or in a snapshot file. */
	private List<Instance> known = List.of();

	private MetadataState metadata = MetadataState.RIGHT;

	/** Whether this process has received metadata. */
	private boolean informed;

	private long nanos;

	@AfterEach
	void close() {
		this.azure.close();
	}

	static LongStream seeds() {
		return new Random(20261128).longs(4);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void whatIsKnownIsNeverEmptiedByMetadata(long seed) throws Exception {
		Random random = new Random(seed);
		join();
		this.azure.imds().runsOn(this.vms.get(0));
		WireFixture wire = process();
		for (int step = 0; step < STEPS; step++) {
			switch (random.nextInt(6)) {
				case 0 -> join();
				case 1 -> leave(random);
				case 2 -> {
					wire.stop();
					this.known = random.nextBoolean() ? this.known : List.of();
					wire = process();
				}
				default -> become(MetadataState.values()[random.nextInt(MetadataState.values().length)]);
			}
			pass(wire, Duration.ofSeconds(random.nextInt(1, 900)));
			ask(wire, random.nextBoolean(), "seed %d, step %d, metadata %s".formatted(seed, step, this.metadata));
		}
		wire.stop();
	}

	private void pass(WireFixture wire, Duration duration) {
		this.nanos += duration.toNanos();
		wire.after(duration);
	}

	private void ask(WireFixture wire, boolean onDemand, String when) throws InterruptedException {
		boolean right = this.informed || (onDemand && this.metadata == MetadataState.RIGHT);
		try {
			SourceAnswer answer = onDemand ? wire.fetchOnDemand("tags") : wire.fetch("tags");
			if (answer.instances().isEmpty()) {
				assertThat(right).as("%s: metadata is known", when).isFalse();
				assertThat(this.known).as(when).isEmpty();
				assertThat(onDemand && this.metadata != MetadataState.REFUSING).as("%s: a failure", when).isFalse();
			}
			else {
				assertThat(WireFixture.names(answer)).as(when)
					.containsExactlyInAnyOrderElementsOf(this.vms.stream().map(SimulatedVm::name).toList());
				this.informed = true;
			}
			this.known = answer.instances();
		}
		catch (SourceException ex) {
			assertThat(right).as("%s: %s", when, ex.getMessage()).isFalse();
			assertThat(ex).as(when).hasMessageContaining("Instance metadata");
		}
	}

	private void join() {
		this.vms.add(this.azure.vm("orders-" + this.vms.size() + "-" + this.nanos)
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080"));
	}

	/** Any VM but the one that the application runs on. */
	private void leave(Random random) {
		if (this.vms.size() > 1) {
			this.vms.remove(random.nextInt(1, this.vms.size())).delete();
		}
	}

	private void become(MetadataState state) {
		this.metadata = state;
		this.azure.clearFaults();
		this.azure.imdsListening(state != MetadataState.REFUSING);
		if (state == MetadataState.UNAVAILABLE) {
			this.azure.fault(AzureFault.status(503), AzureOperation.IMDS_INSTANCE);
		}
		else if (state == MetadataState.STALLED) {
			this.azure.fault(AzureFault.stalled(), AzureOperation.IMDS_INSTANCE);
		}
	}

	private WireFixture process() {
		this.informed = false;
		ImdsClient imds = ImdsClient.builder()
			.endpoint(this.azure.imdsEndpoint())
			.timeout(PATIENCE)
			.nanoTime(() -> this.nanos)
			.build();
		return WireFixture.to(this.azure,
				WireFixture.settings(this.azure, ScopeSettings.OWN, TagSettings.DEFAULT, VmAddressKind.PRIVATE),
				(builder) -> builder.imds(imds).known(() -> this.known));
	}

	/** How the metadata service does. */
	private enum MetadataState {

		REFUSING, UNAVAILABLE, STALLED, RIGHT

	}

}
