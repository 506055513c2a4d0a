package io.github.azurediscovery.azure.arm;

/**
 * Where Azure Resource Manager is asked, and for which subscription.
 *
 * @param endpoint the endpoint, without a slash at its end
 * @param subscription the id of the subscription
 */
record ArmAddress(String endpoint, String subscription) {

	/** The only kind of answer that is understood. */
	static final String JSON = "application/json";

}
