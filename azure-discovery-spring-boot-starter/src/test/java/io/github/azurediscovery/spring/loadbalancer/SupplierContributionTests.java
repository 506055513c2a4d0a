package io.github.azurediscovery.spring.loadbalancer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.spring.loadbalancer.users.AppConfig;
import io.github.azurediscovery.spring.loadbalancer.users.Application;
import io.github.azurediscovery.spring.loadbalancer.users.ClientConfig;
import io.github.azurediscovery.spring.loadbalancer.users.LbConfig;
import io.github.azurediscovery.spring.loadbalancer.users.LoadBalancerSetup;
import io.github.azurediscovery.spring.loadbalancer.users.Main;
import io.github.azurediscovery.spring.loadbalancer.users.MyConfig;
import io.github.azurediscovery.spring.loadbalancer.users.ServiceConfiguration;
import io.github.azurediscovery.spring.loadbalancer.users.UserSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.DefaultRequestContext;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClient;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.blocking.client.BlockingLoadBalancerClient;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.core.RandomLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ReactorLoadBalancer;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;

import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.chain;
import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.instance;
import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.pick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How our supplier gets into the context of each client, and how it stays out of the
 * user's way. Every case here is a regression that some discovery client has had.
 */
class SupplierContributionTests {

	private static final String OURS = AzureServiceInstanceListSupplier.class.getSimpleName();

	private static final String RETRY_AWARE = "RetryAwareServiceInstanceListSupplier";

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery);

	@BeforeEach
	void knowOrders() {
		this.discovery.answer(instance("a", "orders", 8080));
	}

	static Stream<Arguments> stacks() {
		return Stream.of(true, false)
			.flatMap((webClient) -> Stream.of(true, false).map((retry) -> Arguments.of(webClient, retry)));
	}

	static Stream<Arguments> userDefaults() {
		return Stream
			.of(AppConfig.class, Application.class, ClientConfig.class, LbConfig.class, LoadBalancerSetup.class,
					Main.class, MyConfig.class, ServiceConfiguration.class)
			.flatMap((user) -> Stream.of(Arguments.of(user, true, true), Arguments.of(user, false, false)));
	}

	private ApplicationContextRunner on(boolean webClient, boolean retry) {
		ClassLoader all = getClass().getClassLoader();
		return this.runner.withClassLoader(webClient ? all : new FilteredClassLoader(WebClient.class))
			.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=" + retry);
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void oursServesWithNothingConfigured(boolean webClient, boolean retry) {
		on(webClient, retry).run((context) -> assertThat(pick(context, "orders").getPort()).isEqualTo(8080));
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void aUsersSupplierForOneClientWins(boolean webClient, boolean retry) {
		this.discovery.answer(instance("a", "orders", 8080), instance("b", "billing", 8081));
		on(webClient, retry).withUserConfiguration(ForOrders.class).run((context) -> {
			assertThat(pick(context, "orders").getPort()).isEqualTo(UserSupplier.PORT);
			assertThat(pick(context, "billing").getPort()).isEqualTo(8081);
		});
	}

	@ParameterizedTest
	@MethodSource("userDefaults")
	void aUsersDefaultSupplierWinsWhateverItsClassIsCalled(Class<?> user, boolean webClient, boolean retry) {
		on(webClient, retry).withUserConfiguration(user)
			.run((context) -> assertThat(pick(context, "orders").getPort()).isEqualTo(UserSupplier.PORT));
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void aUsersSupplierInTheMainContextServesAllClients(boolean webClient, boolean retry) {
		on(webClient, retry).withUserConfiguration(UserSupplier.class)
			.run((context) -> assertThat(pick(context, "orders").getPort()).isEqualTo(UserSupplier.PORT));
	}

	@Test
	void aUsersPrimarySupplierWinsWithoutRetry() {
		this.runner.withUserConfiguration(PrimaryForOrders.class)
			.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=false")
			.run((context) -> assertThat(pick(context, "orders").getPort()).isEqualTo(UserSupplier.PORT));
	}

	@Test
	void oursIsNoSecondPrimaryBesideAUsers() {
		this.runner.withUserConfiguration(PrimaryForOrders.class)
			.run((context) -> assertThatExceptionOfType(NoUniqueBeanDefinitionException.class)
				.as("Spring Cloud's own retry supplier is the other primary")
				.isThrownBy(() -> pick(context, "orders"))
				.withMessageContaining("more than one 'primary' bean found")
				.withMessageNotContaining("azure"));
	}

	@ParameterizedTest
	@CsvSource({ "default,", "health-check,", "zone-preference,",
			"request-based-sticky-session,RequestBasedStickySessionServiceInstanceListSupplier",
			"same-instance-preference,SameInstancePreferenceServiceInstanceListSupplier",
			"weighted,WeightedServiceInstanceListSupplier", "subset,SubsetServiceInstanceListSupplier",
			"api-version,ReactiveApiVersionServiceInstanceListSupplier" })
	void everyConfigurationIsHonoured(String value, String above) {
		List<String> expected = (above != null) ? List.of(RETRY_AWARE, above, OURS) : List.of(RETRY_AWARE, OURS);
		this.runner.withPropertyValues("spring.cloud.loadbalancer.configurations=" + value)
			.run((context) -> assertThat(chain(context, "orders")).isEqualTo(expected));
		this.runner.withPropertyValues("spring.cloud.loadbalancer.clients.orders.configurations=" + value)
			.run((context) -> {
				assertThat(chain(context, "orders")).isEqualTo(expected);
				assertThat(chain(context, "billing")).containsExactly(RETRY_AWARE, OURS);
			});
	}

	@Test
	void theConfigurationOfOneClientWinsOverThatOfAll() {
		this.runner
			.withPropertyValues("spring.cloud.loadbalancer.configurations=weighted",
					"spring.cloud.loadbalancer.clients.orders.configurations=default")
			.run((context) -> {
				assertThat(chain(context, "orders")).containsExactly(RETRY_AWARE, OURS);
				assertThat(chain(context, "billing")).containsExactly(RETRY_AWARE,
						"WeightedServiceInstanceListSupplier", OURS);
			});
	}

	@Test
	void apiVersionsAreBlockingWithoutWebClient() {
		this.runner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.withPropertyValues("spring.cloud.loadbalancer.configurations=api-version")
			.run((context) -> assertThat(chain(context, "orders")).containsExactly(RETRY_AWARE,
					"BlockingApiVersionServiceInstanceListSupplier", OURS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.loadbalancer.configurations",
			"spring.cloud.loadbalancer.clients.orders.configurations" })
	void aMisspeltConfigurationStopsTheStartAndNamesTheProperty(String property) {
		this.runner.withPropertyValues(property + "=zonepreference")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining(property)
				.hasMessageContaining("zone-preference"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.loadbalancer.configurations",
			"spring.cloud.loadbalancer.clients.orders.configurations" })
	void whereTheUserHasASupplierAMisspeltConfigurationStopsTheCall(String property) {
		this.runner.withPropertyValues(property + "=zonepreference")
			.withUserConfiguration(ForBilling.class)
			.run((context) -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> pick(context, "orders"))
				.havingRootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.withMessageContaining(property)
				.withMessageContaining("zone-preference"));
	}

	@Test
	void anUnknownConfigurationIsAcceptedIfTheUserHasASupplier() {
		this.runner.withUserConfiguration(LbConfig.class)
			.withPropertyValues("spring.cloud.loadbalancer.configurations=my-own")
			.run((context) -> assertThat(pick(context, "orders").getPort()).isEqualTo(UserSupplier.PORT));
	}

	@Test
	void hintsOfASupplierOfTheUsersAreHonoured() {
		this.discovery.answer(instance("a", "orders", 8080),
				instance("b", "orders", 8081).toBuilder().metadata(Map.of("hint", "canary")).build());
		Request<?> canary = new DefaultRequest<>(new DefaultRequestContext(null, "canary"));
		this.runner.withUserConfiguration(HintsForOrders.class).run((context) -> {
			BlockingLoadBalancerClient client = context.getBean(BlockingLoadBalancerClient.class);
			for (int i = 0; i < 4; i++) {
				assertThat(client.choose("orders", canary).getPort()).isEqualTo(8081);
			}
		});
	}

	@Test
	void healthChecksNeedNoClientOfTheUsers() {
		this.runner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.withPropertyValues("spring.cloud.loadbalancer.configurations=health-check")
			.run((context) -> assertThat(pick(context, "orders").getPort()).isEqualTo(8080));
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "false,false" })
	void retryIsAwareOfThePreviousInstanceWhereSpringRetryIsOn(String enabled, boolean aware) {
		this.runner.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=" + enabled)
			.run((context) -> assertThat(chain(context, "orders").contains(RETRY_AWARE)).isEqualTo(aware));
	}

	@Test
	void noLoadBalancerIsReplaced() {
		this.runner.run((context) -> assertThat(context.getBean(LoadBalancerClientFactory.class).getInstance("orders"))
			.isInstanceOf(RoundRobinLoadBalancer.class));
		this.runner.withUserConfiguration(RandomForAll.class)
			.run((context) -> assertThat(context.getBean(LoadBalancerClientFactory.class).getInstance("orders"))
				.isInstanceOf(RandomLoadBalancer.class));
	}

	@Test
	void oursIsNeverUnderACacheThatAnotherRegistryBrings() {
		this.runner.withBean(LoadBalancerCacheManager.class, CacheManagers::create).run((context) -> {
			assertThat(chain(context, "orders")).doesNotContain("CachingServiceInstanceListSupplier");
			assertThat(pick(context, "orders").getPort()).isEqualTo(8080);
			this.discovery.answer(instance("z", "orders", 9090));
			assertThat(pick(context, "orders").getPort()).isEqualTo(9090);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "azure.discovery.loadbalancer.enabled=false", "azure.discovery.enabled=false",
			"spring.cloud.discovery.enabled=false", "spring.cloud.loadbalancer.enabled=false" })
	void eachSwitchLeavesTheStockChain(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RoutableInstances.class)
				.doesNotHaveBean(OutcomeReportingLoadBalancerLifecycle.class));
	}

	@Test
	void nothingIsContributedWithoutSpringCloudLoadBalancer() {
		this.runner.withClassLoader(new FilteredClassLoader(ServiceInstanceListSupplier.class))
			.run((context) -> assertThat(context).doesNotHaveBean(RoutableInstances.class));
	}

	@Configuration(proxyBeanMethods = false)
	@LoadBalancerClient(name = "orders", configuration = UserSupplier.class)
	static class ForOrders {

	}

	@Configuration(proxyBeanMethods = false)
	@LoadBalancerClient(name = "orders", configuration = Hints.class)
	static class HintsForOrders {

	}

	static class Hints {

		@Bean
		ServiceInstanceListSupplier hints(ConfigurableApplicationContext context) {
			return ServiceInstanceListSupplier.builder().withDiscoveryClient().withHints().build(context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LoadBalancerClient(name = "billing", configuration = UserSupplier.class)
	static class ForBilling {

	}

	@Configuration(proxyBeanMethods = false)
	@LoadBalancerClient(name = "orders", configuration = PrimarySupplier.class)
	static class PrimaryForOrders {

	}

	static class PrimarySupplier {

		@Bean
		@Primary
		ServiceInstanceListSupplier primarySupplier() {
			return UserSupplier.of("orders");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LoadBalancerClients(defaultConfiguration = RandomBalancer.class)
	static class RandomForAll {

	}

	static class RandomBalancer {

		@Bean
		ReactorLoadBalancer<ServiceInstance> random(Environment environment, LoadBalancerClientFactory factory) {
			String name = LoadBalancerClientFactory.getName(environment);
			return new RandomLoadBalancer(factory.getLazyProvider(name, ServiceInstanceListSupplier.class), name);
		}

	}

}
