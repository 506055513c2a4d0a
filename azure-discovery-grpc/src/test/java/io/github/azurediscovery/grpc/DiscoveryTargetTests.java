package io.github.azurediscovery.grpc;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DiscoveryTargetTests {

	@ParameterizedTest
	@CsvSource({ "azure-discovery:///orders,orders", "azure-discovery:/orders,orders",
			"azure-discovery:///Orders-V2.internal,orders-v2.internal", "discovery:///orders,orders" })
	void namesAService(URI target, String service) {
		assertThat(DiscoveryTarget.parse(target).service()).isEqualTo(service);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "azure-discovery://host/orders | it names the host 'host'",
					"azure-discovery://orders | it names the host 'orders'",
					"azure-discovery:/// | it names no service", "azure-discovery:orders | it names no service",
					"azure-discovery:///orders/v2 | 'orders/v2' is not the id of a service",
					"azure-discovery:///my_orders | 'my_orders' is not the id of a service",
					"azure-discovery:///orders:9090 | it names the port '9090'",
					"azure-discovery:///orders?zone=1 | it goes on after the service" })
	void aMalformedTargetIsRefusedWithWords(URI target, String why) {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> DiscoveryTarget.parse(target))
			.withMessageStartingWith("The gRPC target '" + target + "' cannot be resolved: " + why);
	}

}
