package io.github.azurediscovery.grpc;

import io.grpc.NameResolver;
import io.grpc.Status;

/** Tells that there is no discovery that could resolve a target. */
final class UnconnectedNameResolver extends NameResolver {

	private final DiscoveryTarget target;

	UnconnectedNameResolver(DiscoveryTarget target) {
		this.target = target;
	}

	@Override
	public String getServiceAuthority() {
		return this.target.service();
	}

	@Override
	public void start(Listener2 listener) {
		listener.onError(Status.UNAVAILABLE.withDescription("The service '" + this.target.service()
				+ "' cannot be looked up: this channel has no discovery. Build it with GrpcDiscovery.configure(builder),"
				+ " or call GrpcDiscovery.register() before; an application of Spring Boot needs"
				+ " azure-discovery-spring-boot-starter, and azure.discovery.enabled=true"));
	}

	@Override
	public void shutdown() {
	}

}
