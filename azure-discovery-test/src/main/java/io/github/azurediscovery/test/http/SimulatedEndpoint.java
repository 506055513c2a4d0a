package io.github.azurediscovery.test.http;

/**
 * One side of the simulated Azure: knows what a request asks for, and the true answer.
 */
public interface SimulatedEndpoint {

	/**
	 * Tell what a request asks for.
	 * @param request the request; its operation is not known yet
	 * @return the operation
	 */
	AzureOperation operationOf(IncomingRequest request);

	/**
	 * Answer a request.
	 * @param request the request
	 * @return the true answer
	 */
	HttpAnswer answer(IncomingRequest request);

}
