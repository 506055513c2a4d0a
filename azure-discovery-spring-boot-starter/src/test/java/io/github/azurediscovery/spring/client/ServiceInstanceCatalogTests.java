package io.github.azurediscovery.spring.client;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.ServiceInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServiceInstanceCatalogTests {

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ServiceInstanceCatalog instances = new ServiceInstanceCatalog(this.discovery);

	private final Instance first = Instance.of("vm-1", "orders", "10.0.0.4", 8080).build();

	private final Instance second = Instance.of("vm-2", "orders", "10.0.0.5", 8080).build();

	@Test
	void isEmptyBeforeTheFirstRefresh() {
		assertThat(this.instances.services()).isEmpty();
		assertThat(this.instances.instances("orders")).isEmpty();
	}

	@Test
	void takesWhatWasKnownBeforeItWasMade() {
		this.discovery.answer(this.first);
		assertThat(new ServiceInstanceCatalog(this.discovery).services()).containsExactly("orders");
	}

	@Test
	void followsTheCatalog() {
		this.discovery.answer(this.first, this.second);
		assertThat(this.instances.instances("orders")).extracting(ServiceInstance::getInstanceId)
			.containsExactly("vm-1", "vm-2");
		this.discovery.answer(this.second);
		assertThat(this.instances.instances("orders")).extracting(ServiceInstance::getInstanceId)
			.containsExactly("vm-2");
		this.discovery.answer();
		assertThat(this.instances.services()).isEmpty();
	}

	@Test
	void answersTheSameListsUntilSomethingChanges() {
		this.discovery.answer(this.first);
		List<ServiceInstance> before = this.instances.instances("orders");
		assertThat(this.instances.instances("orders")).isSameAs(before);
		assertThat(this.instances.services()).isSameAs(this.instances.services());
	}

	@Test
	void keepsTheObjectsOfUnchangedInstances() {
		this.discovery.answer(this.first);
		ServiceInstance before = this.instances.instances("orders").get(0);
		this.discovery.answer(this.first, this.second);
		assertThat(this.instances.instances("orders").get(0)).isSameAs(before);
	}

	@Test
	void keepsTheObjectsOverChangesThatWereNotRead() {
		this.discovery.answer(this.first);
		ServiceInstance before = this.instances.instances("orders").get(0);
		this.discovery.answer(this.first, this.second);
		this.discovery.answer(this.first);
		assertThat(this.instances.instances("orders").get(0)).isSameAs(before);
	}

	@Test
	void replacesTheObjectsOfChangedInstances() {
		this.discovery.answer(this.first);
		this.discovery.answer(this.first.toBuilder().metadata(Map.of("weight", "2")).build());
		assertThat(this.instances.instances("orders").get(0).getMetadata()).containsEntry("weight", "2");
	}

	@Test
	void keepsMembersThatAreNotRoutable() {
		this.discovery.answer(this.first.toBuilder().platform(PlatformStatus.UNHEALTHY).build());
		assertThat(this.instances.instances("orders")).hasSize(1);
	}

	@Test
	void looksUpWithoutRegardToCase() {
		this.discovery.answer(this.first);
		assertThat(this.instances.instances("ORDERS")).isSameAs(this.instances.instances("orders")).hasSize(1);
	}

	@Test
	void sharesOneObjectPerInstance() {
		this.discovery.answer(this.first);
		assertThat(this.instances.serviceInstance(this.first)).isSameAs(this.instances.instances("orders").get(0));
	}

	@Test
	void showsAnInstanceThatLeftAsItWas() {
		this.discovery.answer(this.second);
		assertThat(this.instances.serviceInstance(this.first).getHost()).isEqualTo("10.0.0.4");
	}

	@Test
	void answersListsThatCannotBeChanged() {
		this.discovery.answer(this.first);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.instances.instances("orders").clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.instances.services().clear());
	}

}
