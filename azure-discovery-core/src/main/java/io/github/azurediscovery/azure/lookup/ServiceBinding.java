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

	/** Return the declaration of the only service of a VM, called over plain HTTP. */
	static ServiceBinding plain(String service, int port) {
		return new ServiceBinding(service, port, false, false);
	}

	/** Return the declaration of the only service of a VM, called with TLS. */
	static ServiceBinding tls(String service, int port) {
		return new ServiceBinding(service, port, true, false);
	}

	/** Return this declaration by a VM that declares other services as well. */
	ServiceBinding besideOthers() {
		return new ServiceBinding(this.service, this.port, this.secure, true);
	}

}
