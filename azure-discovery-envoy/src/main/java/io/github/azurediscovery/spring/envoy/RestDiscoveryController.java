package io.github.azurediscovery.spring.envoy;

import java.nio.charset.StandardCharsets;

import io.github.azurediscovery.envoy.RestAnswer;
import io.github.azurediscovery.envoy.RestDiscovery;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers an Envoy that asks by REST. */
@RestController
final class RestDiscoveryController {

	private final RestDiscovery discovery;

	RestDiscoveryController(RestDiscovery discovery) {
		this.discovery = discovery;
	}

	@PostMapping("/v3/discovery:clusters")
	ResponseEntity<byte[]> clusters(@RequestBody byte[] request) {
		return response(this.discovery.clusters(new String(request, StandardCharsets.UTF_8)));
	}

	@PostMapping("/v3/discovery:endpoints")
	ResponseEntity<byte[]> endpoints(@RequestBody byte[] request) {
		return response(this.discovery.endpoints(new String(request, StandardCharsets.UTF_8)));
	}

	private static ResponseEntity<byte[]> response(RestAnswer answer) {
		if (answer.body().isEmpty()) {
			return ResponseEntity.status(answer.status()).build();
		}
		return ResponseEntity.status(answer.status())
			.contentType(MediaType.APPLICATION_JSON)
			.body(answer.body().getBytes(StandardCharsets.UTF_8));
	}

}
