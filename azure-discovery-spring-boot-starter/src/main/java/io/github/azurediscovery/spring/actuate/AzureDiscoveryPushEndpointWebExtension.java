package io.github.azurediscovery.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the
 * {@link AzureDiscoveryPushEndpoint} that adds the HTTP status. A response with a status,
 * instead of an exception, keeps the reason in the body: Spring Boot omits messages from
 * error responses by default.
 */
@EndpointWebExtension(endpoint = AzureDiscoveryPushEndpoint.class)
public final class AzureDiscoveryPushEndpointWebExtension {

	private final AzureDiscoveryPushEndpoint endpoint;

	AzureDiscoveryPushEndpointWebExtension(AzureDiscoveryPushEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Replace the pushed instances of a service.
	 * @param service the id of the service
	 * @param instances all of its instances
	 * @param secure whether clients use TLS
	 * @return what changed, or 400 and why nothing changed
	 */
	@WriteOperation
	public WebEndpointResponse<PushResult> push(@Selector String service, @Nullable List<String> instances,
			@Nullable Boolean secure) {
		return response(this.endpoint.push(service, instances, secure), WebEndpointResponse.STATUS_BAD_REQUEST);
	}

	/**
	 * Remove a pushed service.
	 * @param service the id of the service
	 * @return what changed, or 404
	 */
	@DeleteOperation
	public WebEndpointResponse<PushResult> withdraw(@Selector String service) {
		return response(this.endpoint.withdraw(service), WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private static WebEndpointResponse<PushResult> response(PushResult result, int errorStatus) {
		return new WebEndpointResponse<>(result, result.applied() ? WebEndpointResponse.STATUS_OK : errorStatus);
	}

}
