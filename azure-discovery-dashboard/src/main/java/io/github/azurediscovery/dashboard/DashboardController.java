package io.github.azurediscovery.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Serves the page and its files, in Spring MVC and in WebFlux. All URLs of the page are
 * relative, so that context paths and proxies need no configuration.
 */
@Controller
@RequestMapping(DashboardProperties.PATH_PLACEHOLDER)
final class DashboardController {

	static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final Map<String, PageAsset> assets = new ConcurrentHashMap<>();

	@GetMapping("/")
	ResponseEntity<byte[]> page() {
		return asset("index.html");
	}

	@GetMapping("/assets/{name}")
	ResponseEntity<byte[]> asset(@PathVariable("name") String name) {
		PageAsset asset = this.assets.computeIfAbsent(name, PageAsset::read);
		if (asset == null) {
			return ResponseEntity.notFound().build();
		}
		return ResponseEntity.ok()
			.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer")
			.cacheControl(CacheControl.noCache())
			.eTag(asset.etag())
			.contentType(asset.type())
			.body(asset.content().getBytes(StandardCharsets.UTF_8));
	}

}
