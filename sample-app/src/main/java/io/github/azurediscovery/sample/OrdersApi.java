package io.github.azurediscovery.sample;

import org.springframework.web.service.annotation.GetExchange;

/** What {@code orders} offers, as an HTTP interface. */
interface OrdersApi {

	@GetExchange("/whoami")
	String whoami();

}
