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
 * The requests to Microsoft.Network, declared as in the SDK's own client.
 *
 * @see ComputeRequests
 * @see <a href=
 * "https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/list">REST
 * reference of Azure Virtual Network</a>
 */
@Host("{endpoint}")
@ServiceInterface(name = "AzureDiscoveryNetwork")
interface NetworkRequests {

	/** The API version that the SDK's own client requests. */
	String VERSION = "2025-03-01";

	/** The API version of requests about a scale set. */
	String SCALE_SET_VERSION = "2018-10-01";

	@Get("/subscriptions/{subscription}/providers/Microsoft.Network/networkInterfaces")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> nics(@HostParam("endpoint") String endpoint, @PathParam("subscription") String subscription,
			@QueryParam("api-version") String version, @HeaderParam("Accept") String accept, Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/networkInterfaces")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> nicsOfGroup(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@QueryParam("api-version") String version, @HeaderParam("Accept") String accept, Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/providers/microsoft.Compute/virtualMachineScaleSets"
			+ "/{set}/networkInterfaces")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> nicsOfScaleSet(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@PathParam("set") String set, @QueryParam("api-version") String version,
			@HeaderParam("Accept") String accept, Context context);

	@Get("{link}")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> nextNics(@HostParam("endpoint") String endpoint,
			@PathParam(value = "link", encoded = true) String link, @HeaderParam("Accept") String accept,
			Context context);

	@Get("/subscriptions/{subscription}/providers/Microsoft.Network/publicIPAddresses")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> publicAddresses(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @QueryParam("api-version") String version,
			@HeaderParam("Accept") String accept, Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/publicIPAddresses")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> publicAddressesOfGroup(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@QueryParam("api-version") String version, @HeaderParam("Accept") String accept, Context context);

	@Get("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachineScaleSets"
			+ "/{set}/publicipaddresses")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> publicAddressesOfScaleSet(@HostParam("endpoint") String endpoint,
			@PathParam("subscription") String subscription, @PathParam("group") String group,
			@PathParam("set") String set, @QueryParam("api-version") String version,
			@HeaderParam("Accept") String accept, Context context);

	@Get("{link}")
	@ExpectedResponses(200)
	@UnexpectedResponseExceptionType(ManagementException.class)
	Mono<Response<byte[]>> nextPublicAddresses(@HostParam("endpoint") String endpoint,
			@PathParam(value = "link", encoded = true) String link, @HeaderParam("Accept") String accept,
			Context context);

}
