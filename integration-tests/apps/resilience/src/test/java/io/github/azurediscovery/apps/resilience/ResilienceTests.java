package io.github.azurediscovery.apps.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

import io.github.azurediscovery.apps.support.LoopbackInstance;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guides/resilience.md says of timeouts, retry and a circuit breaker. */
class ResilienceTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final LoopbackService service = LoopbackService.start(this.azure, "orders", 4);

	private ConfigurableApplicationContext context;

	private Orders orders;

	@BeforeEach
	void start() {
		SpringApplication application = new SpringApplication(ShopApplication.class);
		Map<String, Object> properties = new HashMap<>(this.azure.properties());
		properties.put("spring.main.web-application-type", "none");
		application.setDefaultProperties(properties);
		this.context = application.run();
		this.orders = this.context.getBean(Orders.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
		this.service.close();
		this.azure.close();
	}

	@Test
	void aHangingInstanceCostsFiveTimeoutsAndNoAnswer() {
		LoopbackInstance hanging = this.service.instance("orders-1").hanging(true);
		for (int i = 0; i < 60; i++) {
			assertThat(this.orders.whoami()).isIn("orders-2", "orders-3", "orders-4");
		}
		assertThat(hanging.requests()).hasSize(5);
	}

	@Test
	void anInstanceThatAnswers503IsTriedOnAnotherAndLeftOutAfterFive() {
		LoopbackInstance bad = this.service.instance("orders-1").status(503);
		for (int i = 0; i < 60; i++) {
			assertThat(this.orders.whoami()).isIn("orders-2", "orders-3", "orders-4");
		}
		assertThat(bad.requests()).hasSize(5);
	}

	@Test
	void oneDeadInstanceDoesNotOpenTheBreakerOfTheService() {
		this.service.kill("orders-1");
		for (int i = 0; i < 40; i++) {
			assertThat(this.orders.whoami()).isNotEqualTo("unavailable");
		}
	}

	@Test
	void theBreakerOpensWhenTheWholeServiceFailsAndClosesWhenItIsBack() {
		this.service.names().forEach((name) -> this.service.instance(name).status(500));
		for (int i = 0; i < 10; i++) {
			assertThat(this.orders.whoami()).isEqualTo("unavailable");
		}
		int asked = requests().getAsInt();
		for (int i = 0; i < 20; i++) {
			assertThat(this.orders.whoami()).isEqualTo("unavailable");
		}
		assertThat(requests().getAsInt()).as("at most one half-open period").isLessThanOrEqualTo(asked + 4);
		this.service.names().forEach((name) -> this.service.instance(name).status(200));
		await().untilAsserted(() -> assertThat(this.orders.whoami()).isNotEqualTo("unavailable"));
	}

	@Test
	void thePageShowsThisApplication() throws IOException {
		String page = Files.readString(Path.of("..", "..", "..", "docs", "guides", "resilience.md"));
		assertThat(page).contains(Files.readString(Path.of("src", "test", "resources", "application.yml")));
		String code = Files
			.readString(Path.of("src", "test", "java", Orders.class.getName().replace('.', '/') + ".java"));
		assertThat(page).contains(code.substring(code.indexOf("@Component")));
	}

	private IntSupplier requests() {
		return () -> this.service.names()
			.stream()
			.mapToInt((name) -> this.service.instance(name).requests().size())
			.sum();
	}

}
