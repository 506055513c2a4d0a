package io.github.azurediscovery.spring.client;

import java.net.URI;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.loadbalancer.LoadBalancerUriTools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AzureServiceInstanceTests {

	private final Instance orders = Instance.of("vm-1", "orders", "10.0.0.4", 8080).name("orders_0").zone("1").build();

	@Test
	void showsWhatSpringCloudReads() {
		AzureServiceInstance instance = new AzureServiceInstance(this.orders);
		assertThat(instance.getInstanceId()).isEqualTo("vm-1");
		assertThat(instance.getServiceId()).isEqualTo("orders");
		assertThat(instance.getHost()).isEqualTo("10.0.0.4");
		assertThat(instance.getPort()).isEqualTo(8080);
		assertThat(instance.isSecure()).isFalse();
		assertThat(instance.getUri()).isEqualTo(URI.create("http://10.0.0.4:8080")).isSameAs(instance.getUri());
	}

	@Test
	void hasNoScheme() {
		assertThat(new AzureServiceInstance(this.orders).getScheme()).isNull();
	}

	@Test
	void turnsWsIntoWssWhereSecure() {
		AzureServiceInstance secure = new AzureServiceInstance(this.orders.toBuilder().secure(true).build());
		assertThat(LoadBalancerUriTools.reconstructURI(secure, URI.create("ws://orders/feed")))
			.isEqualTo(URI.create("wss://10.0.0.4:8080/feed"));
		assertThat(secure.getUri()).hasScheme("https");
	}

	@Test
	void keepsTheBracketsOfIpv6() {
		AzureServiceInstance instance = new AzureServiceInstance(
				Instance.of("vm-1", "orders", "[fd00::4]", 8080).build());
		assertThat(instance.getUri()).isEqualTo(URI.create("http://[fd00::4]:8080"));
		assertThat(LoadBalancerUriTools.reconstructURI(instance, URI.create("http://orders/x")))
			.isEqualTo(URI.create("http://[fd00::4]:8080/x"));
	}

	@Test
	void isEqualWhateverTheMetadata() {
		AzureServiceInstance one = new AzureServiceInstance(this.orders);
		AzureServiceInstance other = new AzureServiceInstance(
				this.orders.toBuilder().metadata(Map.of("colour", "blue")).zone("2").build());
		assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
	}

	@Test
	void differsByIdServiceHostPortAndSecurity() {
		AzureServiceInstance instance = new AzureServiceInstance(this.orders);
		assertThat(instance)
			.isNotEqualTo(new AzureServiceInstance(Instance.of("vm-2", "orders", "10.0.0.4", 8080).build()))
			.isNotEqualTo(new AzureServiceInstance(Instance.of("vm-1", "admin", "10.0.0.4", 8080).build()))
			.isNotEqualTo(new AzureServiceInstance(this.orders.toBuilder().host("10.0.0.5").build()))
			.isNotEqualTo(new AzureServiceInstance(this.orders.toBuilder().port(8081).build()))
			.isNotEqualTo(new AzureServiceInstance(this.orders.toBuilder().secure(true).build()))
			.isNotEqualTo("orders");
	}

	@Test
	void tellsWhereTheInstanceIs() {
		AzureServiceInstance instance = new AzureServiceInstance(this.orders.toBuilder()
			.region("westeurope")
			.scaleSet("orders")
			.resourceGroup("shop")
			.metadata(Map.of("weight", "5", "zone", "forged"))
			.build());
		assertThat(instance.getMetadata()).containsExactly(Map.entry("region", "westeurope"),
				Map.entry("resource-group", "shop"), Map.entry("scale-set", "orders"), Map.entry("vm-name", "orders_0"),
				Map.entry("weight", "5"), Map.entry("zone", "1"));
	}

	@Test
	void cannotBeChanged() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> new AzureServiceInstance(this.orders).getMetadata().put("zone", "2"));
	}

	@Test
	void reportsAHostThatIsNotValidInAUri() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AzureServiceInstance(Instance.of("vm-1", "orders", "[oops", 80).build()))
			.withMessageContaining("[oops");
	}

}
