package io.github.azurediscovery.grpc;

import java.net.URI;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code discovery:///orders}, the targets of grpc-spring, as
 * {@link AzureDiscoveryNameResolverProvider} does its own. Any other provider for that
 * scheme comes first.
 */
public final class DiscoverySchemeNameResolverProvider extends NameResolverProvider {

	/** The scheme of targets. */
	public static final String SCHEME = "discovery";

	private final @Nullable GrpcDiscovery discovery;

	/** Used by gRPC. */
	public DiscoverySchemeNameResolverProvider() {
		this(null);
	}

	DiscoverySchemeNameResolverProvider(@Nullable GrpcDiscovery discovery) {
		this.discovery = discovery;
	}

	@Override
	protected boolean isAvailable() {
		return true;
	}

	@Override
	protected int priority() {
		return (this.discovery != null) ? 1 : 0;
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
