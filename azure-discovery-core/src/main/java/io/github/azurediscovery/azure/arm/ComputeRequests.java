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
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.models.ApiErrorException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The requests to Microsoft.Compute, declared as in the SDK's own client. That client
 * creates a proxy for each of hundreds of resource types, which would take most of the
 * time of the first refresh.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/compute/virtual-machines/list">REST
 * reference of Azure Compute</a>
 */
@Host("{endpoint}")
@ServiceInterface(name = "AzureDiscoveryCompute")
interface ComputeRequests {

	/** The API version that the SDK's own client requests. */
	String VERSION = "2025-04-01";

	@Get("/subscriptions/{subscription}/providers/Microsoft.Compute/virtualMachines")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ApiErrorException.class)
	Mono<Response<byte[]>> vms(@HostParam("endpoint") String endpoint, @PathParam("subscription") String subscription,
			@QueryParam("api-version") String version, @Nullable @QueryParam("statusOnly") String statusOnly,
			@HeaderParam("Accept") String accept, Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ApiErrorException.class)
	Mono<Response<byte[]>> vmsOfGroup(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@QueryParam("api-version") String version, @Nullable @QueryParam("$filter") String filter,
			@Nullable @QueryParam("$expand") String expand, @HeaderParam("Accept") String accept, Context context);

	@Get("{link}")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ApiErrorException.class)
	Mono<Response<byte[]>> nextVms(@HostParam("endpoint") String endpoint,
			@PathParam(value = "link", encoded = true) String link, @HeaderParam("Accept") String accept,
			Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachineScaleSets"
			+ "/{set}/virtualMachines")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ApiErrorException.class)
	Mono<Response<byte[]>> vmsOfScaleSet(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@PathParam("set") String set, @QueryParam("api-version") String version,
			@QueryParam("$expand") String expand, @HeaderParam("Accept") String accept, Context context);

	@Get("{link}")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ApiErrorException.class)
	Mono<Response<byte[]>> nextVmsOfScaleSet(@HostParam("endpoint") String endpoint,
			@PathParam(value = "link", encoded = true) String link, @HeaderParam("Accept") String accept,
			Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachineScaleSets"
			+ "/{set}")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ApiErrorException.class)
	Mono<Response<byte[]>> scaleSet(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@PathParam("set") String set, @QueryParam("api-version") String version,
			@HeaderParam("Accept") String accept, Context context);

}
