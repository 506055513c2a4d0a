package io.github.azurediscovery.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Gives the answers of {@link AzureDiscoveryPushEndpoint} their HTTP status. A status of
 * its own, instead of an exception, keeps the reason in the body: Boot leaves messages
 * out of error bodies unless told otherwise.
 */
@EndpointWebExtension(endpoint = AzureDiscoveryPushEndpoint.class)
public final class AzureDiscoveryPushEndpointWebExtension {

	private final AzureDiscoveryPushEndpoint endpoint;

	AzureDiscoveryPushEndpointWebExtension(AzureDiscoveryPushEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Push.
	 * @param service the id of the service
	 * @param instances all of its instances
	 * @param secure whether callers use TLS
	 * @return what changed, or 400 and why nothing did
	 */
	@WriteOperation
	public WebEndpointResponse<PushResult> push(@Selector String service, @Nullable List<String> instances,
			@Nullable Boolean secure) {
		return answer(this.endpoint.push(service, instances, secure), WebEndpointResponse.STATUS_BAD_REQUEST);
	}

	/**
	 * Let a service go.
	 * @param service the id of the service
	 * @return what changed, or 404
	 */
	@DeleteOperation
	public WebEndpointResponse<PushResult> withdraw(@Selector String service) {
		return answer(this.endpoint.withdraw(service), WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private static WebEndpointResponse<PushResult> answer(PushResult view, int refused) {
		return new WebEndpointResponse<>(view, view.applied() ? WebEndpointResponse.STATUS_OK : refused);
	}

}
