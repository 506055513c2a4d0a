package io.github.azurediscovery.azure.lookup;

/**
 * One service that a VM carries.
 *
 * @param service the id of the service
 * @param port the port
 * @param secure whether callers use TLS
 * @param several whether the VM carries others beside it
 */
record ServiceBinding(String service, int port, boolean secure, boolean several) {

}
