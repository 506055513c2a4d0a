package io.github.azurediscovery.kill;

/** How a channel finds the instances. */
enum GrpcResolution {

	/** By discovery. */
	GRPC_DISCOVERY("azure-discovery:///orders"),

	/** By DNS, whose record holds the addresses of all instances. */
	GRPC_DNS("dns:///orders.test:8080");

	private final String target;

	GrpcResolution(String target) {
		this.target = target;
	}

	String target() {
		return this.target;
	}

	@Override
	public String toString() {
		return '`' + this.target.replaceAll("///.*", "///") + '`';
	}

}
