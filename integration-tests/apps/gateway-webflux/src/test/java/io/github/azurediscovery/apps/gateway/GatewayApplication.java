package io.github.azurediscovery.apps.gateway;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.event.RefreshRoutesEvent;
import org.springframework.context.event.EventListener;

/**
 * A gateway with one route of its own and the discovery locator; counts route refreshes.
 */
@SpringBootApplication
class GatewayApplication {

	final AtomicInteger routeRefreshes = new AtomicInteger();

	@EventListener
	void routesAreRefreshed(RefreshRoutesEvent event) {
		this.routeRefreshes.incrementAndGet();
	}

}
