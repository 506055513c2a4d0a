package io.github.azurediscovery.apps.clients;

import org.springframework.web.service.annotation.GetExchange;

/** As an HTTP interface. */
interface OrdersApi {

	@GetExchange("/whoami")
	String whoami();

}
