package io.github.azurediscovery.sample;

import org.springframework.web.service.annotation.GetExchange;

/** The HTTP interface of {@code orders}. */
interface OrdersApi {

	@GetExchange("/whoami")
	String whoami();

}
