package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.FakeAzureDiscovery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClientsProperties;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.client.loadbalancer.reactive.ReactiveLoadBalancer;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClient;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClientSpecification;
import org.springframework.cloud.loadbalancer.blocking.client.BlockingLoadBalancerClient;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.instance;
import static org.assertj.core.api.Assertions.assertThat;

/** Spring's blocking client, which looks its lifecycles up once. */
class BlockingClientTests {

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery);

	@BeforeEach
	void knowTwoServices() {
		this.discovery.answer(instance("a", "orders", 8080), instance("b", "billing", 8081));
	}

	@Test
	void theLoadBalancerAndTheCallbacksAreLookedUpOnceForEachClient() {
		this.runner.withBean(CountedLookUps.class).run((context) -> {
			for (int call = 0; call < 5; call++) {
				assertThat(call(context, "orders")).isEqualTo(8080);
				assertThat(call(context, "billing")).isEqualTo(8081);
			}
			CountedLookUps clients = context.getBean(CountedLookUps.class);
			assertThat(clients.lookUps).containsExactlyInAnyOrder("orders", "billing");
			assertThat(clients.loadBalancers).containsExactlyInAnyOrder("orders", "billing");
		});
	}

	@Test
	void nothingIsCachedWhileTheApplicationStarts() {
		this.runner.withBean(CountedLookUps.class).withBean(CallsEarly.class).run((context) -> {
			CountedLookUps clients = context.getBean(CountedLookUps.class);
			int early = clients.lookUps.size();
			assertThat(early).isPositive();
			call(context, "orders");
			assertThat(clients.lookUps).hasSizeGreaterThan(early);
		});
	}

	@Test
	void ourCallbacksAndTheUsersAreCalledBackInEachCall() {
		Recorded everywhere = new Recorded();
		this.runner.withBean("everywhere", Recorded.class, () -> everywhere).run((context) -> {
			call(context, "orders");
			call(context, "billing");
			call(context, "orders");
		});
		assertThat(everywhere.calls).containsExactly("onStart", "onStartRequest 8080", "onComplete SUCCESS 8080",
				"onStart", "onStartRequest 8081", "onComplete SUCCESS 8081", "onStart", "onStartRequest 8080",
				"onComplete SUCCESS 8080");
		assertThat(this.discovery.calls()).containsSubsequence("begin a", "end a SUCCESS ", "begin b", "end b SUCCESS ",
				"begin a", "end a SUCCESS ");
	}

	@Test
	void callbacksOfOneClientsOwnConfigurationAreCalledBackForThatClientAlone() {
		this.runner.withUserConfiguration(ForOrders.class).run((context) -> {
			call(context, "billing");
			call(context, "orders");
			call(context, "billing");
			Recorded recorded = context.getBean(LoadBalancerClientFactory.class).getInstance("orders", Recorded.class);
			assertThat(recorded).isNotNull();
			assertThat(recorded.calls).containsExactly("onStart", "onStartRequest 8080", "onComplete SUCCESS 8080");
		});
	}

	@Test
	void aUsersClientWins() {
		org.springframework.cloud.client.loadbalancer.LoadBalancerClient users = Mockito
			.mock(org.springframework.cloud.client.loadbalancer.LoadBalancerClient.class);
		this.runner
			.withBean("users", org.springframework.cloud.client.loadbalancer.LoadBalancerClient.class, () -> users)
			.run((context) -> assertThat(
					context.getBean(org.springframework.cloud.client.loadbalancer.LoadBalancerClient.class))
				.isSameAs(users));
	}

	@Test
	void itIsSpringsOwnWhereOursIsOff() {
		this.runner.withPropertyValues("azure.discovery.loadbalancer.enabled=false")
			.withBean(CountedLookUps.class)
			.run((context) -> {
				call(context, "orders");
				call(context, "orders");
				assertThat(context.getBean(CountedLookUps.class).lookUps).as("twice in each call").hasSize(4);
			});
	}

	@Test
	void thereIsNoneWithoutABlockingHttpClient() {
		this.runner.withClassLoader(new FilteredClassLoader(RestClient.class, RestTemplate.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BlockingLoadBalancerClient.class));
	}

	private static int call(ApplicationContext context, String service) throws IOException {
		return context.getBean(BlockingLoadBalancerClient.class).execute(service, ServiceInstance::getPort);
	}

	/** Notes for which client callbacks are looked up. */
	static final class CountedLookUps extends LoadBalancerClientFactory {

		private final List<String> lookUps = new ArrayList<>();

		private final List<String> loadBalancers = new ArrayList<>();

		CountedLookUps(LoadBalancerClientsProperties properties, List<LoadBalancerClientSpecification> configurations) {
			super(properties);
			setConfigurations(configurations);
		}

		@Override
		public <T> Map<String, T> getInstances(String service, Class<T> type) {
			if (type == LoadBalancerLifecycle.class) {
				this.lookUps.add(service);
			}
			return super.getInstances(service, type);
		}

		@Override
		public ReactiveLoadBalancer<ServiceInstance> getInstance(String service) {
			this.loadBalancers.add(service);
			return super.getInstance(service);
		}

	}

	/** Makes a call before the application has started. */
	static final class CallsEarly {

		CallsEarly(BlockingLoadBalancerClient client) throws IOException {
			client.execute("orders", ServiceInstance::getPort);
		}

	}

	/** Notes each callback. */
	static final class Recorded implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {

		private final List<String> calls = new ArrayList<>();

		@Override
		public void onStart(Request<Object> request) {
			this.calls.add("onStart");
		}

		@Override
		public void onStartRequest(Request<Object> request, Response<ServiceInstance> picked) {
			this.calls.add("onStartRequest " + picked.getServer().getPort());
		}

		@Override
		public void onComplete(CompletionContext<Object, ServiceInstance, Object> call) {
			this.calls.add("onComplete " + call.status() + " " + call.getLoadBalancerResponse().getServer().getPort());
		}

	}

	@LoadBalancerClient(name = "orders", configuration = OrdersCallbacks.class)
	static class ForOrders {

	}

	static class OrdersCallbacks {

		@Bean
		Recorded recorded() {
			return new Recorded();
		}

	}

}
