package io.github.azurediscovery.apps.clients;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;

/** As a Feign client. */
@FeignClient("orders")
interface OrdersFeign {

	@GetMapping("/whoami")
	String whoami();

}
