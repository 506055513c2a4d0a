package io.github.azurediscovery.azure.lookup;

/**
 * A valid declaration of a service by a VM.
 *
 * @param service the id of the service
 * @param port the port
 * @param secure whether callers use TLS
 * @param several whether the VM declares other services as well
 */
record ServiceBinding(String service, int port, boolean secure, boolean several) {

}
