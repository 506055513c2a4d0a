package io.github.azurediscovery.azure.arm;

/**
 * The endpoint of Azure Resource Manager and the subscription of a request.
 *
 * @param endpoint the endpoint, without a trailing slash
 * @param subscription the id of the subscription
 */
record ArmAddress(String endpoint, String subscription) {

	/** The accepted content type. */
	static final String JSON = "application/json";

}
