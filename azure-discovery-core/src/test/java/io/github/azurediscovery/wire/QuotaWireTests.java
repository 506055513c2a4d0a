package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.ThrottledAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What quotas of today's names and sizes mean for how often and what is asked. */
class QuotaWireTests {

	private static final AzureFault OWN_BUCKET_EMPTY = AzureFault.of("429 of one set",
			(request, truth) -> ThrottledAnswer.ofCompute("GetVMScaleSetResource").header("Retry-After", "60"));

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@ParameterizedTest
	@EnumSource
	void aStoppedVmIsNoticedWithinOneStatusIntervalDespiteAnAlmostExhaustedSetQuota(Mode mode) throws Exception {
		SimulatedScaleSet set = mode.create(this.azure, "orders", 2);
		set.instance(1).health("HealthState/unknown");
		this.azure.quotas().remaining("GetVMScaleSetResource", 1);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"))) {
			wire.fetch("scale-set:orders");
			assertThat(this.azure.requests().count(AzureOperation.SCALE_SET_GET)).as("the quota was told").isEqualTo(1);
			set.instance(0).power("PowerState/stopped");
			SourceAnswer answer = wire.after(Duration.ofSeconds(120)).fetch("scale-set:orders");
			assertThat(WireFixture.reasons(answer)).containsExactly("stopped");
		}
	}

	@Test
	void theSharedQuotaOfOtherListsDoesNotSlowAUniformSet() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().instances(2);
		SimulatedVm vm = this.azure.vm("billing").tag("app", "billing");
		this.azure.quotas().remaining("HighCostGetSubscriptionMaximum", 900);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"), AzureServiceDefinition.of("billing",
				new AzureServiceDefinition.Tags(List.of(new ResourceTagMatch("app", "billing"))), 8080))) {
			wire.fetchAll();
			this.azure.quotas().remaining("HighCostGetSubscriptionMaximum", 9);
			wire.after(Duration.ofSeconds(120)).fetchAll();
			set.instance(0).power("PowerState/stopped");
			vm.deallocate();
			wire.after(Duration.ofSeconds(120));
			assertThat(WireFixture.reasons(wire.fetch("scale-set:orders"))).containsExactly("stopped");
			assertThat(WireFixture.reasons(wire.fetch("tags:billing"))).as("asked less often").isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void theFirstRoundDoesNotNeedTheModel(Mode mode) throws Exception {
		mode.create(this.azure, "orders", 3);
		this.azure.fault(OWN_BUCKET_EMPTY, AzureOperation.SCALE_SET_GET);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"))) {
			assertThat(wire.fetch("scale-set:orders").instances()).hasSize(3);
			assertThat(this.azure.requests().count(AzureOperation.SCALE_SET_GET)).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aThrottledModelHidesNoVmAndIsReadLater(Mode mode) throws Exception {
		mode.create(this.azure, "orders", 3).instance(0).health("HealthState/unknown");
		this.azure.fault(OWN_BUCKET_EMPTY, AzureOperation.SCALE_SET_GET);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"))) {
			assertThat(wire.fetch("scale-set:orders").instances()).hasSize(3);
			for (int round = 0; round < 19; round++) {
				wire.after(Duration.ofSeconds(30)).fetch("scale-set:orders");
			}
			assertThat(this.azure.requests().count(AzureOperation.SCALE_SET_GET)).as("in ten minutes").isEqualTo(1);
			this.azure.clearFaults();
			wire.after(Duration.ofSeconds(30)).fetch("scale-set:orders");
			assertThat(this.azure.requests().count(AzureOperation.SCALE_SET_GET)).isEqualTo(2);
		}
	}

	@Test
	void throttlingOfOneSetDoesNotAffectOtherSets() throws Exception {
		this.azure.scaleSet("orders").uniform();
		this.azure.scaleSet("bills").uniform();
		this.azure.fault(OWN_BUCKET_EMPTY.onPath("/orders"), AzureOperation.SCALE_SET_GET);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"), set("bills"))) {
			assertThat(failure(wire, "scale-set:orders")).contains("throttled until");
			assertThat(wire.fetch("scale-set:bills").instances()).isEmpty();
			this.azure.requests().clear();
			assertThat(failure(wire, "scale-set:orders")).contains("Not listing");
			assertThat(this.azure.requests().count(AzureOperation.SCALE_SET_GET)).isZero();
		}
	}

	@Test
	void throttlingOfTheSubscriptionAffectsEverySet() throws Exception {
		this.azure.scaleSet("orders").uniform();
		this.azure.scaleSet("bills").uniform();
		this.azure.fault(
				AzureFault.of("429 of all",
						(request, truth) -> ThrottledAnswer.ofCompute("GetVMScaleSetSubscriptionMaximum")),
				AzureOperation.SCALE_SET_GET);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"), set("bills"))) {
			assertThat(failure(wire, "scale-set:orders")).contains("throttled until");
			assertThat(failure(wire, "scale-set:bills")).contains("Not listing");
		}
	}

	@ParameterizedTest
	@EnumSource
	void knownInstancesTellTheModeOfTheirSet(Mode mode) throws Exception {
		SimulatedScaleSet set = mode.create(this.azure, "orders", 2).managedByListed(false);
		List<Instance> known;
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"))) {
			known = wire.fetch("scale-set:orders").instances();
		}
		finally {
			this.azure.requests().clear();
		}
		assertThat(known).extracting((instance) -> instance.metadata().get("scale-set-mode"))
			.containsOnly(set.isUniform() ? "uniform" : "flexible");
	}

	@Test
	void aKnownFlexibleSetIsFoundEvenIfNothingElseTellsItsMode() throws Exception {
		this.azure.scaleSet("orders").flexible().managedByListed(false).instances(2);
		WireFixture first = WireFixture.to(this.azure, set("orders"));
		List<Instance> known = first.fetch("scale-set:orders").instances();
		first.stop();
		this.azure.fault(OWN_BUCKET_EMPTY, AzureOperation.SCALE_SET_GET);
		try (WireFixture second = WireFixture.to(this.azure, WireFixture.settings(this.azure, set("orders")),
				(builder) -> builder.known(() -> known))) {
			assertThat(second.fetch("scale-set:orders").instances()).hasSize(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "subscription-reads", "subscription-global-reads" })
	void membershipIsReadHalfAsOftenIfFewReadsAreLeft(String reads) throws Exception {
		this.azure.vm("orders-1").tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
		try (WireFixture wire = WireFixture.to(this.azure)) {
			assertThat(wire.fetch("tags").notBefore()).isNull();
			this.azure.quotas().remaining(reads, 20);
			Duration interval = Duration.ofSeconds(30);
			assertThat(wire.fetch("tags").notBefore()).isEqualTo(wire.now().plus(interval.multipliedBy(2)));
		}
	}

	private static String failure(WireFixture wire, String source) {
		return org.assertj.core.api.Assertions.catchThrowable(() -> wire.fetch(source)).getMessage();
	}

	private static AzureServiceDefinition set(String name) {
		return AzureServiceDefinition.of(name, new AzureServiceDefinition.ScaleSet(name), 8080);
	}

	enum Mode {

		UNIFORM, FLEXIBLE;

		SimulatedScaleSet create(SimulatedAzure azure, String name, int instances) {
			SimulatedScaleSet set = azure.scaleSet(name);
			return ((this == UNIFORM) ? set.uniform() : set.flexible()).instances(instances);
		}

	}

}
