package io.github.azurediscovery.apps.azure;

import com.azure.core.credential.TokenCredential;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.apps.support.LoopbackShop;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Cloud Azure's own credential serves discovery too: whatever
 * {@code spring.cloud.azure.credential} says is said once.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class SpringCloudAzureTests {

	private static LoopbackShop shop;

	@Autowired
	private DiscoveryClient discovery;

	@Autowired
	private ApplicationContext context;

	@BeforeAll
	static void open() {
		shop = LoopbackShop.open(2);
		shop.azure().access().tokenRequired(true);
	}

	@DynamicPropertySource
	static void shop(DynamicPropertyRegistry registry) {
		shop.register(registry);
		registry.add("azure.discovery.credential.type", () -> "default");
	}

	@AfterAll
	static void close() {
		shop.close();
	}

	@Test
	void discoversWithItsCredential() {
		assertThat(this.context.getBean("springCloudAzureDefaultCredential", TokenCredential.class))
			.isSameAs(this.context.getBean("companyCredential"));
		LoopbackService orders = shop.orders();
		assertThat(this.discovery.getInstances("orders")).extracting(ServiceInstance::getHost)
			.containsExactlyInAnyOrderElementsOf(
					orders.names().stream().map((name) -> orders.instance(name).address()).toList());
	}

	@Test
	void everyRequestToAzureCarriesATokenAndNoneIsAskedOfTheVm() {
		assertThat(shop.azure().requests().requests(AzureOperation.NIC_LIST)).isNotEmpty()
			.allMatch((request) -> "Bearer ***".equals(request.headers().get("authorization")));
		assertThat(shop.azure().requests().count(AzureOperation.IMDS_TOKEN)).isZero();
	}

}
