package io.github.azurediscovery.apps.admin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.codecentric.boot.admin.server.domain.entities.Instance;
import de.codecentric.boot.admin.server.domain.entities.InstanceRepository;
import de.codecentric.boot.admin.server.domain.values.Registration;
import io.github.azurediscovery.apps.support.LoopbackInstance;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.apps.support.LoopbackShop;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BootAdminTests {

	private static LoopbackShop shop;

	private static LoopbackService orders;

	private static final Map<String, LoopbackInstance> management = new TreeMap<>();

	@Autowired
	private InstanceRepository instances;

	@Autowired
	private ApplicationEventPublisher events;

	@BeforeAll
	static void open() {
		shop = LoopbackShop.open(2);
		orders = shop.orders();
		orders.names().forEach(BootAdminTests::manage);
	}

	@DynamicPropertySource
	static void shop(DynamicPropertyRegistry registry) {
		shop.register(registry);
	}

	@AfterAll
	static void close() {
		management.values().forEach(LoopbackInstance::close);
		management.clear();
		shop.close();
	}

	@Test
	void findsApplicationsByManagementPortAndPathFromTags() {
		await().untilAsserted(() -> assertThat(registered()).extracting(Registration::getManagementUrl)
			.containsExactlyInAnyOrderElementsOf(
					orders.names().stream().map((name) -> actuator(management.get(name))).toList()));
		assertThat(registered()).extracting(Registration::getName).containsOnly("orders");
		await().untilAsserted(
				() -> assertThat(this.instances.findAll().filter(Instance::isRegistered).collectList().block())
					.allMatch((instance) -> instance.getStatusInfo().isUp()));
	}

	@Test
	void readsTheLinksOfTheActuatorAndProbesNothing() {
		LoopbackInstance first = management.get("orders-1");
		await().until(() -> first.requests().contains("GET /manage/health"));
		await().untilAsserted(() -> assertThat(this.instances.findAll().collectList().block())
			.allMatch((instance) -> instance.getEndpoints().isPresent("info")));
		assertThat(first.requests()).noneMatch((request) -> request.startsWith("OPTIONS"));
	}

	@Test
	void anOutageOfAzureDeregistersNoInstance() {
		await().until(() -> registered().size() == 2);
		try {
			shop.azure().fault(AzureFault.status(503), AzureOperation.arm());
			int asked = shop.azure().requests().count(AzureOperation.arm());
			await().until(() -> shop.azure().requests().count(AzureOperation.arm()) > asked + 2);
			this.events.publishEvent(new HeartbeatEvent(this, "another registry"));
			assertThat(registered()).hasSize(2);
		}
		finally {
			shop.azure().clearFaults();
		}
	}

	@Test
	void instancesThatJoinAreRegisteredAndThoseThatLeaveAreRemoved() {
		String joiner = orders.join().name();
		manage(joiner);
		String url = actuator(management.get(joiner));
		await().untilAsserted(() -> assertThat(registered()).extracting(Registration::getManagementUrl).contains(url));
		orders.leave(joiner);
		await().untilAsserted(
				() -> assertThat(registered()).extracting(Registration::getManagementUrl).doesNotContain(url));
	}

	private List<Registration> registered() {
		return this.instances.findAll()
			.filter(Instance::isRegistered)
			.map(Instance::getRegistration)
			.collect(Collectors.toList())
			.block();
	}

	private static void manage(String name) {
		LoopbackInstance actuator = LoopbackInstance.start(name, orders.instance(name).address(), 0);
		String links = List.of("health", "info")
			.stream()
			.map((id) -> "\"%s\":{\"href\":\"%s/%s\",\"templated\":false}".formatted(id, actuator(actuator), id))
			.collect(Collectors.joining(","));
		actuator
			.json("/manage",
					"{\"_links\":{\"self\":{\"href\":\"%s\",\"templated\":false},%s}}".formatted(actuator(actuator),
							links))
			.json("/manage/health", "{\"status\":\"UP\"}")
			.json("/manage/info", "{}");
		management.put(name, actuator);
		orders.vm(name)
			.tag("Discovery:Management:Port", Integer.toString(actuator.port()))
			.tag("Discovery:Management:Path", "/manage");
	}

	private static String actuator(LoopbackInstance instance) {
		return "http://%s:%d/manage".formatted(instance.address(), instance.port());
	}

}
