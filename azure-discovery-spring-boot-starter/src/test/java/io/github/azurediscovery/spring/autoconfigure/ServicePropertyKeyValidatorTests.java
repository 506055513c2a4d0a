package io.github.azurediscovery.spring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the environment can say of a service, and what would get lost there. */
class ServicePropertyKeyValidatorTests {

	@Test
	void everyPropertyOfAServiceIsKnown() {
		Stream<String> nested = names(ServiceHealthCheckProperties.class).map((name) -> "health-check." + name);
		assertThat(ServicePropertyKeyValidator.KNOWN)
			.containsExactlyInAnyOrderElementsOf(Stream.concat(names(ServiceProperties.class), nested).toList());
	}

	private static Stream<String> names(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getName)
			.map((name) -> name.equals("fixed") ? "static" : name.replaceAll("([A-Z])", "-$1").toLowerCase());
	}

	@ParameterizedTest
	@ValueSource(strings = { "ORDERS_STATIC", "ORDERS_STATIC_0", "ORDERS_TAGS_0", "ORDERS_SCALESET", "ORDERS_SCALE_SET",
			"ORDERS_RESOURCE_GROUP", "ORDERS_HEALTHCHECK_PATH", "ORDERS_HEALTH_CHECK_EXPECTED_STATUS" })
	void whatAVariableCanSayIsTaken(String rest) {
		String variable = "AZURE_DISCOVERY_SERVICES_" + rest;
		ServicePropertyKeyValidator.validateVariable(variable);
		assertThat(bind(variable)).as("Spring takes it as well").containsOnlyKeys("orders");
	}

	@ParameterizedTest
	@CsvSource({ "ORDER_SERVICE_STATIC, order-service.static, ORDER_SERVICE_STATIC",
			"ORDER_SERVICE_STATIC_0, order-service.static, ORDER_SERVICE_STATIC",
			"MY_ORDER_SERVICE_SCALE_SET, my-order-service.scale-set, MY_ORDER_SERVICE_SCALE_SET",
			"MY_ORDER_SERVICE_SCALESET, my-order-service.scale-set, MY_ORDER_SERVICE_SCALE_SET",
			"ORDER_SERVICE_HEALTHCHECK_PATH, order-service.health-check.path, ORDER_SERVICE_HEALTH_CHECK_PATH" })
	void aVariableWhoseIdLostItsHyphenIsToldHowToWriteIt(String rest, String property, String placeholder) {
		String variable = "AZURE_DISCOVERY_SERVICES_" + rest;
		assertThat(bind(variable)).as("Spring would take nothing").isEmpty();
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class)
			.isThrownBy(() -> ServicePropertyKeyValidator.validateVariable(variable))
			.withMessageStartingWith(variable + " ")
			.withMessageEndingWith("Write azure.discovery.services.%s=${%s} in application.properties and set %s,"
				.formatted(property, placeholder, placeholder)
					+ " or set SPRING_APPLICATION_JSON={\"azure.discovery.services.%s\":\"…\"}.".formatted(property));
	}

	@Test
	void anUnknownVariableIsRejectedWithTheKnownProperties() {
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class)
			.isThrownBy(() -> ServicePropertyKeyValidator.validateVariable("AZURE_DISCOVERY_SERVICES_ORDERS_PROT"))
			.withMessageContaining("is not a property of service 'orders': there is no 'prot'")
			.withMessageContaining("Use one of azure.discovery.services.orders.<property>: scale-set, tags, ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AZURE_DISCOVERY_ENABLED", "AZURE_DISCOVERY_VM_IP", "AZURE_DISCOVERY_SERVICES",
			"AZURE_DISCOVERY_SERVICES_ORDERS", "ORDERS_SERVICE_STATIC", "PATH" })
	void otherVariablesAreNoneOfOurs(String variable) {
		ServicePropertyKeyValidator.validateVariable(variable);
	}

	@Test
	void theEnvironmentIsLookedAtBeforeItIsBound() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("variables",
					Map.of("AZURE_DISCOVERY_SERVICES_ORDER_SERVICE_STATIC", "127.0.0.1:80")));
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class)
			.isThrownBy(() -> new PropertyKeyValidator(environment)
				.postProcessBeanFactory(new org.springframework.beans.factory.support.DefaultListableBeanFactory()))
			.withMessageContaining("azure.discovery.services.order-service.static=${ORDER_SERVICE_STATIC}");
	}

	@Test
	void bothWaysToWriteItWork() {
		Map<String, Object> file = Map.of("azure.discovery.services.order-service.static", "${ORDER_SERVICE_STATIC}",
				"ORDER_SERVICE_STATIC", "127.0.0.1:80");
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("file", file));
		new PropertyKeyValidator(environment)
			.postProcessBeanFactory(new org.springframework.beans.factory.support.DefaultListableBeanFactory());
		assertThat(Binder.get(environment).bind("azure.discovery", InstanceLookupProperties.class).get().services())
			.hasEntrySatisfying("order-service",
					(service) -> assertThat(service.fixed()).isEqualTo(List.of("127.0.0.1:80")));
	}

	private static Map<String, ServiceProperties> bind(String variable) {
		SystemEnvironmentPropertySource source = new SystemEnvironmentPropertySource("systemEnvironment",
				Map.of(variable, "200"));
		return new Binder(ConfigurationPropertySources.from(source))
			.bind("azure.discovery.services",
					org.springframework.boot.context.properties.bind.Bindable.mapOf(String.class,
							ServiceProperties.class))
			.orElse(Map.of());
	}

}
