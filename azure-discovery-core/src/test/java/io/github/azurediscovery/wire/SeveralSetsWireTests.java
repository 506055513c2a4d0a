package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A service that runs in more than one scale set, as those of a Compute Fleet do. */
class SeveralSetsWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@Test
	void eachSetIsASourceOfItsOwnAndDoesNotAffectTheOthers() throws Exception {
		this.azure.scaleSet("orders-a").uniform().instances(2);
		this.azure.scaleSet("orders-b").flexible().instances(3);
		try (WireFixture wire = WireFixture.to(this.azure, sets("orders-a", "orders-b", "gone", "orders-a"))) {
			assertThat(wire.names()).containsExactly("scale-set:orders/orders-a", "scale-set:orders/orders-b",
					"scale-set:orders/gone", "tags");
			assertThat(wire.fetch("scale-set:orders/orders-a").instances()).hasSize(2);
			assertThat(wire.fetch("scale-set:orders/orders-b").instances()).hasSize(3);
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("scale-set:orders/gone"));
		}
	}

	@Test
	void aPatternSelectsMatchingSetsOfBothModes() throws Exception {
		this.azure.scaleSet("fleet-7f3a").flexible().instances(2);
		this.azure.scaleSet("Fleet-9c01").uniform().instances(1);
		this.azure.scaleSet("other").flexible().instances(4);
		try (WireFixture wire = WireFixture.to(this.azure, sets("fleet-*"))) {
			SourceAnswer answer = wire.fetch("scale-set:orders");
			assertThat(answer.instances()).hasSize(3);
			this.azure.scaleSet("fleet-new").flexible().instances(2);
			assertThat(wire.after(Duration.ofSeconds(30)).fetch("scale-set:orders").instances()).hasSize(5);
		}
	}

	@Test
	void anUnreadableSetOfAPatternKeepsItsInstances() throws Exception {
		this.azure.scaleSet("fleet-a").uniform().instances(2);
		this.azure.scaleSet("fleet-b").uniform().instances(2);
		try (WireFixture wire = WireFixture.to(this.azure, sets("fleet-*"))) {
			assertThat(wire.fetch("scale-set:orders").instances()).hasSize(4);
			this.azure.fault(AzureFault.status(500).onPath("/fleet-b/"), AzureOperation.UNIFORM_NIC_LIST);
			SourceAnswer answer = wire.after(Duration.ofSeconds(30)).fetch("scale-set:orders");
			assertThat(answer.instances()).hasSize(4);
			assertThat(WireFixture.reasons(answer)).singleElement().asString().contains("keeping its instances");
		}
	}

	@Test
	void anUnreadableSetOfAPatternFailsTheSourceIfNothingIsKnownOfIt() {
		this.azure.scaleSet("fleet-a").uniform().instances(2);
		this.azure.scaleSet("fleet-b").uniform().instances(2);
		this.azure.fault(AzureFault.status(500).onPath("/fleet-b/"), AzureOperation.UNIFORM_NIC_LIST);
		try (WireFixture wire = WireFixture.to(this.azure, sets("fleet-*"))) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("scale-set:orders"));
		}
	}

	@Test
	void aPatternThatMatchesNothingIsReported() throws Exception {
		this.azure.resourceGroup();
		try (WireFixture wire = WireFixture.to(this.azure, sets("fleet-*"))) {
			SourceAnswer answer = wire.fetch("scale-set:orders");
			assertThat(answer.instances()).isEmpty();
			assertThat(WireFixture.reasons(answer)).singleElement()
				.asString()
				.contains("no scale set with a matching name");
		}
	}

	@Test
	void tagsFindTheVmsOfAllSetsOfAService() throws Exception {
		for (String name : List.of("fleet-a", "fleet-b", "fleet-c")) {
			this.azure.scaleSet(name).flexible().tag("app", "orders").instances(2);
		}
		try (WireFixture wire = WireFixture.to(this.azure, AzureServiceDefinition.of("orders",
				new AzureServiceDefinition.Tags(List.of(new ResourceTagMatch("app", "orders"))), 8080))) {
			assertThat(wire.fetch("tags:orders").instances()).hasSize(6);
		}
	}

	private static AzureServiceDefinition sets(String... references) {
		List<AzureServiceDefinition.ScaleSet> all = Stream.of(references)
			.map(AzureServiceDefinition.ScaleSet::new)
			.toList();
		return AzureServiceDefinition.of("orders",
				(all.size() == 1) ? all.get(0) : new AzureServiceDefinition.ScaleSets(all), 8080);
	}

}
