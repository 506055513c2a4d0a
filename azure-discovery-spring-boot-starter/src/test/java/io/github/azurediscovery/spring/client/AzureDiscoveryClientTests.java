package io.github.azurediscovery.spring.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AzureDiscoveryClientTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ServiceInstanceCatalog instances = new ServiceInstanceCatalog(this.discovery);

	private Instant now = NOON;

	private final CatalogFreshness freshness = new CatalogFreshness(this.discovery, Duration.ofMinutes(5),
			new InstantSource() {

				@Override
				public Instant instant() {
					return AzureDiscoveryClientTests.this.now;
				}

			});

	private final AzureDiscoveryClient blocking = new AzureDiscoveryClient(this.instances, this.freshness, 7);

	private final AzureReactiveDiscoveryClient reactive = new AzureReactiveDiscoveryClient(this.instances,
			this.freshness, 7);

	@Test
	void readsTheCatalogBlockingAndReactive() {
		this.discovery.answer(Instance.of("vm-1", "orders", "10.0.0.4", 80).build());
		assertThat(this.blocking.getServices()).containsExactly("orders");
		assertThat(this.reactive.getServices().collectList().block()).containsExactly("orders");
		assertThat(this.blocking.getInstances("orders")).hasSize(1);
		assertThat(this.reactive.getInstances("orders").collectList().block())
			.isEqualTo(this.blocking.getInstances("orders"));
		assertThat(this.blocking.getInstances("unknown")).isEmpty();
		assertThat(this.reactive.getInstances("unknown").collectList().block()).isEmpty();
	}

	@Test
	void readsAtSubscription() {
		var later = this.reactive.getServices();
		this.discovery.answer(Instance.of("vm-1", "orders", "10.0.0.4", 80).build());
		assertThat(later.collectList().block()).containsExactly("orders");
	}

	@Test
	void hasItsOrderAmongOthers() {
		assertThat(this.blocking.getOrder()).isEqualTo(7);
		assertThat(this.reactive.getOrder()).isEqualTo(7);
		assertThat(this.blocking.description()).isEqualTo("Azure Discovery Client");
		assertThat(this.reactive.description()).isEqualTo("Azure Reactive Discovery Client");
	}

	@Test
	void probeFailsBeforeTheFirstRefresh() {
		assertThatIllegalStateException().isThrownBy(this.blocking::probe).withMessageContaining("No refresh");
		assertThatIllegalStateException().isThrownBy(() -> this.reactive.reactiveProbe().block());
	}

	@Test
	void probeSucceedsWhileFresh() {
		this.discovery.answer(NOON);
		this.now = NOON.plusSeconds(300);
		assertThatNoException().isThrownBy(this.blocking::probe);
		assertThatNoException().isThrownBy(() -> this.reactive.reactiveProbe().block());
		assertThat(this.freshness.stale()).isFalse();
		assertThat(this.freshness.age()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void probeFailsOnceStaleAndTheInstancesStay() {
		this.discovery.answer(NOON, Instance.of("vm-1", "orders", "10.0.0.4", 80).build());
		this.now = NOON.plusSeconds(301);
		assertThatIllegalStateException().isThrownBy(this.blocking::probe)
			.withMessageContaining("301 s")
			.withMessageContaining("300 s");
		assertThatIllegalStateException().isThrownBy(() -> this.reactive.reactiveProbe().block());
		assertThat(this.freshness.stale()).isTrue();
		assertThat(this.blocking.getInstances("orders")).hasSize(1);
	}

	@Test
	void probeSucceedsWhereThereIsNothingToAsk() {
		this.discovery.setSources();
		assertThatNoException().isThrownBy(this.blocking::probe);
		assertThat(this.freshness.stale()).isFalse();
	}

}
