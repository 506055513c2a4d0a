package io.github.azurediscovery.azure.arm;

import com.azure.core.annotation.ExpectedResponses;
import com.azure.core.annotation.Get;
import com.azure.core.annotation.HeaderParam;
import com.azure.core.annotation.Host;
import com.azure.core.annotation.HostParam;
import com.azure.core.annotation.PathParam;
import com.azure.core.annotation.QueryParam;
import com.azure.core.annotation.ServiceInterface;
import com.azure.core.annotation.UnexpectedResponseExceptionType;
import com.azure.core.http.rest.Response;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import reactor.core.publisher.Mono;

/**
 * The requests to Azure Resource Manager itself, declared as in the SDK's own client.
 *
 * @see ComputeRequests
 * @see <a href="https://learn.microsoft.com/rest/api/resources/resources/list">REST
 * reference of Azure Resource Manager</a>
 */
@Host("{endpoint}")
@ServiceInterface(name = "AzureDiscoveryResources")
interface ResourceRequests {

	/** The API version that the SDK's own client requests. */
	String VERSION = "2025-04-01";

	@Get("/subscriptions/{subscription}/resources")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> resources(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @QueryParam("$filter") String filter,
			@QueryParam("api-version") String version, @HeaderParam("Accept") String accept, Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/resources")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> resourcesOfGroup(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@QueryParam("$filter") String filter, @QueryParam("api-version") String version,
			@HeaderParam("Accept") String accept, Context context);

	@Get("{link}")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> nextResources(@HostParam("endpoint") String endpoint,
			@PathParam(value = "link", encoded = true) String link, @HeaderParam("Accept") String accept,
			Context context);

}
