package io.github.azurediscovery.apps.azure;

import com.azure.core.credential.TokenCredential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Cloud Azure's own credential serves discovery too: whatever
 * {@code spring.cloud.azure.credential} says is said once.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class SpringCloudAzureTests {

	private static final SimulatedAzure azure = SimulatedAzure.start();

	private static final LoopbackService orders = LoopbackService.start(azure, "orders", 2);

	@Autowired
	private DiscoveryClient discovery;

	@Autowired
	private ApplicationContext context;

	@DynamicPropertySource
	static void azure(DynamicPropertyRegistry registry) {
		azure.access().tokenRequired(true);
		azure.properties().forEach((name, value) -> registry.add(name, () -> value));
		registry.add("azure.discovery.credential.type", () -> "default");
	}

	@AfterAll
	static void close() {
		orders.close();
		azure.close();
	}

	@Test
	void discoversWithItsCredential() {
		assertThat(this.context.getBean("springCloudAzureDefaultCredential", TokenCredential.class))
			.isSameAs(this.context.getBean("companyCredential"));
		assertThat(this.discovery.getInstances("orders")).extracting(ServiceInstance::getHost)
			.containsExactlyInAnyOrderElementsOf(
					orders.names().stream().map((name) -> orders.instance(name).address()).toList());
	}

	@Test
	void everyRequestToAzureCarriesATokenAndNoneIsAskedOfTheVm() {
		assertThat(azure.requests().requests(Operation.NIC_LIST)).isNotEmpty()
			.allMatch((request) -> "Bearer ***".equals(request.headers().get("authorization")));
		assertThat(azure.requests().count(Operation.IMDS_TOKEN)).isZero();
	}

}
