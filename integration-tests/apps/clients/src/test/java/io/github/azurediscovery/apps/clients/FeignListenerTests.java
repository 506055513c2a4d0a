package io.github.azurediscovery.apps.clients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.apps.support.LoopbackShop;
import io.github.azurediscovery.spring.event.InstanceJoinedEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** A listener of discovery's events that calls a service through a Feign client. */
class FeignListenerTests {

	private static LoopbackShop shop;

	@BeforeAll
	static void open() {
		shop = LoopbackShop.open(1);
	}

	@AfterAll
	static void close() {
		shop.close();
	}

	@Test
	void aListenerOfEveryEventThatInjectsAFeignClientMakesACycle() {
		assertThatException().isThrownBy(() -> start(Eager.class).close())
			.withStackTraceContaining("BeanCurrentlyInCreationException");
	}

	@Test
	void aListenerThatInjectsItsProviderCallsTheService() {
		try (ConfigurableApplicationContext context = start(Lazy.class)) {
			String joiner = shop.orders().join().name();
			await().until(() -> context.getBean(Lazy.class).answers.stream().anyMatch(shop.orders().names()::contains));
			shop.orders().leave(joiner);
		}
	}

	@Test
	void anEventListenerMethodMayInjectAFeignClient() {
		try (ConfigurableApplicationContext context = start(Annotated.class)) {
			String joiner = shop.orders().join().name();
			await().until(
					() -> context.getBean(Annotated.class).answers.stream().anyMatch(shop.orders().names()::contains));
			shop.orders().leave(joiner);
		}
	}

	private static ConfigurableApplicationContext start(Class<?> listener) {
		Map<String, Object> properties = new HashMap<>(shop.azure().properties());
		return new SpringApplicationBuilder(Application.class, listener).properties(properties).run();
	}

	@EnableAutoConfiguration
	@EnableFeignClients(clients = OrdersFeign.class)
	static class Application {

	}

	static class Eager implements ApplicationListener<ApplicationEvent> {

		private final OrdersFeign orders;

		Eager(OrdersFeign orders) {
			this.orders = orders;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (event instanceof HeartbeatEvent) {
				this.orders.whoami();
			}
		}

	}

	static class Lazy implements ApplicationListener<ApplicationEvent> {

		final List<String> answers = new CopyOnWriteArrayList<>();

		private final ObjectProvider<OrdersFeign> orders;

		Lazy(ObjectProvider<OrdersFeign> orders) {
			this.orders = orders;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (event instanceof HeartbeatEvent) {
				this.answers.add(this.orders.getObject().whoami());
			}
		}

	}

	static class Annotated {

		final List<String> answers = new CopyOnWriteArrayList<>();

		private final OrdersFeign orders;

		Annotated(OrdersFeign orders) {
			this.orders = orders;
		}

		@EventListener
		void joined(InstanceJoinedEvent event) {
			this.answers.add(this.orders.whoami());
		}

	}

}
