package io.github.azurediscovery.spring.loadbalancer;

import java.util.Collection;
import java.util.List;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.core.CachingServiceInstanceListSupplier;

/** The cache that another registry's starter brings; its entries never expire. */
final class CacheManagers {

	private CacheManagers() {
	}

	static LoadBalancerCacheManager create() {
		Cache cache = new ConcurrentMapCache(CachingServiceInstanceListSupplier.SERVICE_INSTANCE_CACHE_NAME);
		return new LoadBalancerCacheManager() {

			@Override
			public Cache getCache(String name) {
				return cache;
			}

			@Override
			public Collection<String> getCacheNames() {
				return List.of(cache.getName());
			}

		};
	}

}
