package io.github.azurediscovery.dashboard;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Leads from the path to the path with a slash, without which the page's relative URLs
 * would miss it. The location is relative as well: a proxy may have put us elsewhere.
 */
@Controller
final class TrailingSlashRedirectController {

	private final URI location;

	TrailingSlashRedirectController(DashboardProperties properties) {
		String path = properties.path();
		this.location = URI.create(path.substring(path.lastIndexOf('/') + 1) + "/");
	}

	@GetMapping("${azure.discovery.dashboard.path:/azure-discovery}")
	ResponseEntity<Void> redirect() {
		return ResponseEntity.status(HttpStatus.FOUND).location(this.location).build();
	}

}
