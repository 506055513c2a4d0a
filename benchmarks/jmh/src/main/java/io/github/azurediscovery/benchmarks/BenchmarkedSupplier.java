package io.github.azurediscovery.benchmarks;

import java.util.List;

import org.springframework.cache.CacheManager;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.reactive.ReactiveLoadBalancer;
import org.springframework.cloud.loadbalancer.cache.CaffeineBasedLoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.cache.DefaultLoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheProperties;
import org.springframework.cloud.loadbalancer.config.LoadBalancerZoneConfig;
import org.springframework.cloud.loadbalancer.core.CachingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.DiscoveryClientServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.HealthCheckServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ZonePreferenceServiceInstanceListSupplier;
import org.springframework.core.env.Environment;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A supplier, or chain of suppliers, between a load balancer and a discovery client that
 * answers from memory.
 */
public enum BenchmarkedSupplier {

	/**
	 * That of this library, with health checks, outlier detection and zone preference on.
	 */
	OURS {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			throw new IllegalStateException("The starter contributes it");
		}

	},

	/** The least there can be: one fixed list. */
	PLAIN {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			Flux<List<ServiceInstance>> list = Flux.just(parts.discovery().getInstances(LoadBalancerBenchmark.SERVICE));
			return FunctionSupplier.of((request) -> list);
		}

	},

	/** One volatile read of a list that another thread keeps up to date. */
	SNAPSHOT {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return FunctionSupplier.of((request) -> Flux.just(parts.discovery().current()));
		}

	},

	/** The same, in an application with callbacks that do nothing. */
	SNAPSHOT_CALLED_BACK {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return SNAPSHOT.supplier(parts);
		}

	},

	/** Spring's without a cache, over the blocking client. */
	DISCOVERY {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return discovery(parts);
		}

	},

	/** Spring's without a cache, over the reactive client. */
	DISCOVERY_REACTIVE {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return new DiscoveryClientServiceInstanceListSupplier(parts.discovery().reactive(), parts.environment());
		}

	},

	/** Spring's default. */
	DEFAULT_CACHE {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return cached(parts, new DefaultLoadBalancerCacheManager(new LoadBalancerCacheProperties()));
		}

	},

	/** Spring's default where Caffeine is there. */
	CAFFEINE {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return cached(parts, new CaffeineBasedLoadBalancerCacheManager(new LoadBalancerCacheProperties()));
		}

	},

	/** Spring's health check; every check succeeds at once. */
	HEALTH_CHECK {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return healthChecked(parts);
		}

	},

	/** Spring's zone preference over Caffeine. */
	CAFFEINE_ZONE {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return zoned(CAFFEINE.supplier(parts));
		}

	},

	/** Spring's zone preference over its health check. */
	HEALTH_ZONE {

		@Override
		ServiceInstanceListSupplier supplier(Parts parts) {
			return zoned(healthChecked(parts));
		}

	};

	abstract ServiceInstanceListSupplier supplier(Parts parts);

	private static ServiceInstanceListSupplier discovery(Parts parts) {
		return new DiscoveryClientServiceInstanceListSupplier(parts.discovery(), parts.environment());
	}

	private static ServiceInstanceListSupplier cached(Parts parts, CacheManager caches) {
		return new CachingServiceInstanceListSupplier(discovery(parts), caches);
	}

	private static ServiceInstanceListSupplier healthChecked(Parts parts) {
		return new HealthCheckServiceInstanceListSupplier(discovery(parts), parts.clients(),
				(instance, path) -> Mono.just(true));
	}

	private static ServiceInstanceListSupplier zoned(ServiceInstanceListSupplier supplier) {
		return new ZonePreferenceServiceInstanceListSupplier(supplier, new LoadBalancerZoneConfig("1"));
	}

	/**
	 * What a supplier is created from.
	 *
	 * @param discovery answers from memory
	 * @param environment names the service
	 * @param clients the settings of the clients
	 */
	record Parts(InMemoryDiscoveryClient discovery, Environment environment,
			ReactiveLoadBalancer.Factory<ServiceInstance> clients) {
	}

}
