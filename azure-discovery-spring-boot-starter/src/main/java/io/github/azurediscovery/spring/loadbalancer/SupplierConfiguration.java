package io.github.azurediscovery.spring.loadbalancer;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.cloud.loadbalancer.support.LoadBalancerEnvironmentPropertyUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The values of {@code spring.cloud.loadbalancer.configurations}, for one client or for
 * all, and what each of them adds on top of {@link AzureServiceInstanceListSupplier}.
 */
enum SupplierConfiguration {

	DEFAULT,

	ZONE_PREFERENCE,

	HEALTH_CHECK,

	REQUEST_BASED_STICKY_SESSION {

		@Override
		void addTo(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			builder.withRequestBasedStickySession();
		}

	},

	SAME_INSTANCE_PREFERENCE {

		@Override
		void addTo(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			builder.withSameInstancePreference();
		}

	},

	WEIGHTED {

		@Override
		void addTo(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			builder.withWeighted();
		}

	},

	SUBSET {

		@Override
		void addTo(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			builder.withSubset();
		}

	},

	API_VERSION {

		@Override
		void addTo(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			DiscoveryClientMode.of(context).addApiVersions(builder);
		}

	};

	private static final String PROPERTY = "configurations";

	/**
	 * Add the suppliers of this value. Health checks and zone preference need none:
	 * routes have both already.
	 * @param builder the builder of the supplier
	 * @param context the context of the client
	 */
	void addTo(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
	}

	String value() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static SupplierConfiguration of(Environment environment) {
		if (LoadBalancerEnvironmentPropertyUtils.equalToOrMissingForClientOrDefault(environment, PROPERTY,
				DEFAULT.value())) {
			return DEFAULT;
		}
		return Arrays.stream(values())
			.filter((configuration) -> LoadBalancerEnvironmentPropertyUtils.equalToForClientOrDefault(environment,
					PROPERTY, configuration.value()))
			.findFirst()
			.orElseThrow(() -> unknown(environment));
	}

	/**
	 * Reject an unknown value.
	 * @param property the property that has the value
	 * @param value the value
	 */
	static void validate(String property, String value) {
		if (Arrays.stream(values()).noneMatch((configuration) -> configuration.value().equalsIgnoreCase(value))) {
			throw unknown(property, value);
		}
	}

	private static InvalidConfigurationPropertyValueException unknown(Environment environment) {
		String property = "spring.cloud.loadbalancer.clients." + LoadBalancerClientFactory.getName(environment) + "."
				+ PROPERTY;
		if (!environment.containsProperty(property)) {
			property = "spring.cloud.loadbalancer." + PROPERTY;
		}
		return unknown(property, environment.getProperty(property));
	}

	private static InvalidConfigurationPropertyValueException unknown(String property, @Nullable String value) {
		return new InvalidConfigurationPropertyValueException(property, value,
				"Spring Cloud LoadBalancer supports "
						+ Arrays.stream(values()).map(SupplierConfiguration::value).collect(Collectors.joining(", "))
						+ ". For any other value, define a ServiceInstanceListSupplier bean.");
	}

}
