package io.github.azurediscovery.apps.slices;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the slice tests. */
@RestController
class ShopController {

	@GetMapping("/greeting")
	String greeting() {
		return "welcome";
	}

}
