package io.github.azurediscovery.spring.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Has Azure asked while the web server is created, which comes before all singletons.
 */
final class WebServerEarlyRefresh implements WebServerFactoryCustomizer<WebServerFactory>, Ordered {

	private final EarlyFirstRefresh refresh;

	private final ConfigurableListableBeanFactory beans;

	WebServerEarlyRefresh(EarlyFirstRefresh refresh, ConfigurableListableBeanFactory beans) {
		this.refresh = refresh;
		this.beans = beans;
	}

	@Override
	public void customize(WebServerFactory factory) {
		this.refresh.beforeWebServer(this.beans);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
