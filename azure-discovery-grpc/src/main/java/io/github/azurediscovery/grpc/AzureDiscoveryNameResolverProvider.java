package io.github.azurediscovery.grpc;

import java.net.URI;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code azure-discovery:///orders} for gRPC channels. Found by gRPC on the
 * class path; a channel then uses the discovery that {@link GrpcDiscovery#configure
 * configured} it, or else the one that was {@link GrpcDiscovery#register() registered}.
 */
public final class AzureDiscoveryNameResolverProvider extends NameResolverProvider {

	/** The scheme of targets. */
	public static final String SCHEME = "azure-discovery";

	/** Below that of DNS, whose scheme a target without a scheme has. */
	private static final int PRIORITY = 3;

	private final @Nullable GrpcDiscovery discovery;

	/** Used by gRPC. */
	public AzureDiscoveryNameResolverProvider() {
		this(null);
	}

	AzureDiscoveryNameResolverProvider(@Nullable GrpcDiscovery discovery) {
		this.discovery = discovery;
	}

	@Override
	protected boolean isAvailable() {
		return true;
	}

	@Override
	protected int priority() {
		return (this.discovery != null) ? PRIORITY + 1 : PRIORITY;
	}

	@Override
	public String getDefaultScheme() {
		return SCHEME;
	}

	@Override
	public NameResolver newNameResolver(URI target, NameResolver.Args args) {
		return GrpcDiscovery.resolver(target, args, this.discovery);
	}

}
