package io.github.azurediscovery.grpc;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery as gRPC channels use it. {@link #configure Configure} the builder of each
 * channel with it, or {@link #register register} it once for all channels of the process:
 * <pre>
 * GrpcDiscovery grpc = GrpcDiscovery.of(discovery);
 * ManagedChannel orders = grpc.configure(Grpc.newChannelBuilder("azure-discovery:///orders", credentials)).build();
 * </pre> Immutable. Channels must be shut down by those who built them, and before
 * discovery is closed.
 */
public final class GrpcDiscovery {

	private static final Logger logger = LoggerFactory.getLogger(GrpcDiscovery.class);

	private static final NameResolver.Args.Key<GrpcDiscovery> KEY = NameResolver.Args.Key.create("azure-discovery");

	private final AzureDiscovery discovery;

	private final Predicate<String> nearby;

	private final Consumer<Instance> picks;

	private GrpcDiscovery(AzureDiscovery discovery, Predicate<String> nearby, Consumer<Instance> picks) {
		this.discovery = discovery;
		this.nearby = nearby;
		this.picks = picks;
	}

	/**
	 * Use discovery for channels, with the instances in all zones.
	 * @param discovery discovery, which need not be started yet
	 */
	public static GrpcDiscovery of(AzureDiscovery discovery) {
		return new GrpcDiscovery(discovery, (service) -> false, (instance) -> {
		});
	}

	/**
	 * Return the same, where channels to some services connect to the instances in this
	 * VM's zone while there are enough.
	 * @param services decides by the id of a service, in lower case; where it throws, a
	 * channel connects to the instances in all zones
	 */
	public GrpcDiscovery preferringZone(Predicate<String> services) {
		return new GrpcDiscovery(this.discovery, services, this.picks);
	}

	/**
	 * Return the same, with a listener to picks.
	 * @param listener receives the instance of every attempt, retries included; must be
	 * quick. The call goes on whatever it throws
	 */
	public GrpcDiscovery onPick(Consumer<Instance> listener) {
		return new GrpcDiscovery(this.discovery, this.nearby, new GuardedPickListener(listener));
	}

	/**
	 * Let a channel use this discovery. Without a service config of its own it balances
	 * with {@code round_robin}.
	 * @param builder builds a channel to {@code azure-discovery:///service}
	 * @return the builder
	 */
	public <B extends ManagedChannelBuilder<?>> B configure(B builder) {
		builder.setNameResolverArg(KEY, this);
		return builder;
	}

	/**
	 * Let a channel with a default service config of its own use this discovery. gRPC
	 * would discard that config, with its retries, for the one that comes from discovery.
	 * @param builder builds a channel to {@code azure-discovery:///service}
	 * @param serviceConfig the service config, as
	 * {@link ManagedChannelBuilder#defaultServiceConfig} takes it; balances with
	 * {@code round_robin} if it names no policy
	 * @return the builder
	 */
	public <B extends ManagedChannelBuilder<?>> B configure(B builder, Map<String, ?> serviceConfig) {
		configure(builder).disableServiceConfigLookUp()
			.defaultServiceConfig(balanced(serviceConfig, EvidenceLoadBalancerProvider.ROUND_ROBIN));
		return builder;
	}

	/**
	 * Return a service config whose policy reports to discovery, for a channel with
	 * {@link ManagedChannelBuilder#disableServiceConfigLookUp()}.
	 * @param serviceConfig the service config, whose policy becomes the child of
	 * {@value EvidenceLoadBalancerProvider#POLICY}
	 * @param policy the policy if it names none
	 */
	public static Map<String, Object> balanced(Map<String, ?> serviceConfig, String policy) {
		return BalancedServiceConfig.of(serviceConfig, policy);
	}

	/**
	 * Return whether a channel to a target uses discovery.
	 * @param target the target
	 */
	public static boolean resolves(String target) {
		int colon = target.indexOf(':');
		NameResolverProvider provider = (colon > 0)
				? NameResolverRegistry.getDefaultRegistry().getProviderForScheme(target.substring(0, colon)) : null;
		return provider instanceof AzureDiscoveryNameResolverProvider
				|| provider instanceof DiscoverySchemeNameResolverProvider;
	}

	/**
	 * Use this discovery for all channels of the process that are not configured with
	 * another. The one registered first wins.
	 * @return ends the registration when closed; channels that exist keep this discovery
	 */
	public Registration register() {
		NameResolverRegistry registry = NameResolverRegistry.getDefaultRegistry();
		List<NameResolverProvider> providers = List.of(new AzureDiscoveryNameResolverProvider(this),
				new DiscoverySchemeNameResolverProvider(this));
		providers.forEach(registry::register);
		return () -> providers.forEach(registry::deregister);
	}

	static NameResolver resolver(URI target, NameResolver.Args args, @Nullable GrpcDiscovery registered) {
		DiscoveryTarget service = DiscoveryTarget.parse(target);
		GrpcDiscovery configured = args.getArg(KEY);
		GrpcDiscovery chosen = (configured != null) ? configured : registered;
		if (chosen == null) {
			return new UnconnectedNameResolver(service);
		}
		ChannelInstances instances = new ChannelInstances(chosen.discovery, chosen.prefersZone(service.service()),
				chosen.picks);
		return new RouteNameResolver(service, chosen.discovery, instances, args);
	}

	/** Asked again by a channel that was idle, on the thread that manages it. */
	private boolean prefersZone(String service) {
		try {
			return this.nearby.test(service);
		}
		catch (Throwable ex) {
			logger.warn("{} cannot tell whether channels to {} prefer a zone, they use all",
					this.nearby.getClass().getName(), service, ex);
			return false;
		}
	}

	@Override
	public String toString() {
		return "GrpcDiscovery[" + this.discovery.getClass().getSimpleName() + "]";
	}

	/** The use of a discovery for all channels of the process. */
	@FunctionalInterface
	public interface Registration extends AutoCloseable {

		/** End it. Does nothing if it has ended. */
		@Override
		void close();

	}

}
