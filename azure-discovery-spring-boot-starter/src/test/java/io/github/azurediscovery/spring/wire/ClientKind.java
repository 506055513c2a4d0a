package io.github.azurediscovery.spring.wire;

import java.util.Locale;

import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/** The ways in which a Spring application calls {@code http://orders/}. */
enum ClientKind {

	REST_CLIENT {

		@Override
		String call(ApplicationContext context, String service) {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			return client.get().uri("http://" + service + "/").retrieve().body(String.class);
		}

	},

	REST_TEMPLATE {

		@Override
		String call(ApplicationContext context, String service) {
			return context.getBean(RestTemplate.class).getForObject("http://" + service + "/", String.class);
		}

	},

	WEB_CLIENT {

		@Override
		String call(ApplicationContext context, String service) {
			WebClient client = context.getBean(WebClient.Builder.class).build();
			return client.get().uri("http://" + service + "/").retrieve().bodyToMono(String.class).block();
		}

	},

	HTTP_INTERFACE {

		@Override
		String call(ApplicationContext context, String service) {
			return context.getBean(HttpServiceProxyRegistry.class).getClient(service, Shop.class).order();
		}

	};

	abstract String call(ApplicationContext context, String service);

	/** Return the service that only this way calls. */
	String service(String kind) {
		return kind + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * A service by its HTTP interface; the name of its group is the id of the service.
	 */
	interface Shop {

		@GetExchange("/")
		String order();

	}

}
