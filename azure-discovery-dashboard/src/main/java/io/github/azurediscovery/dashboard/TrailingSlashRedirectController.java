package io.github.azurediscovery.dashboard;

import java.net.URI;

import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Redirects from the path of the dashboard to the path with a trailing slash, which the
 * relative URLs of the page require. The location is relative as well, because a proxy
 * may change the path.
 */
@Controller
final class TrailingSlashRedirectController {

	private final URI location;

	TrailingSlashRedirectController(DashboardProperties properties) {
		String path = properties.path();
		this.location = URI.create(path.substring(path.lastIndexOf('/') + 1) + "/");
	}

	@GetMapping(DashboardProperties.PATH_PLACEHOLDER)
	ResponseEntity<Void> redirect() {
		return ResponseEntity.status(HttpStatus.FOUND).location(this.location).build();
	}

}
