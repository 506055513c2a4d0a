package io.github.azurediscovery.grpc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.grpc.ChannelLogger.ChannelLogLevel;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext.ScheduledHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a channel the instances of its service whenever the routes change. Asks nothing:
 * its only clocks are for the channel's first wait, and for a host name that cannot be
 * looked up. Listens to discovery from its start to its shutdown, which gRPC calls when
 * the channel ends or becomes idle.
 */
final class RouteNameResolver extends NameResolver {

	private static final Logger logger = LoggerFactory.getLogger(RouteNameResolver.class);

	private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

	private static final Duration LOOKUP_AGAIN = Duration.ofSeconds(5);

	private final String service;

	private final AzureDiscovery discovery;

	private final ChannelInstances instances;

	private final Args args;

	private final ConfigOrError serviceConfig;

	private final FirstAnswer firstAnswer;

	private final CoalescingTask push;

	private volatile @Nullable Route route;

	private volatile @Nullable Listener2 listener;

	private List<ListenerSubscription> subscriptions = List.of();

	private @Nullable ScheduledHandle timer;

	private List<EquivalentAddressGroup> delivered = List.of();

	private String failure = "";

	private Map<String, String> complaints = Map.of();

	RouteNameResolver(DiscoveryTarget target, AzureDiscovery discovery, ChannelInstances instances, Args args) {
		this.service = target.service();
		this.discovery = discovery;
		this.instances = instances;
		this.args = args;
		Executor offload = args.getOffloadExecutor();
		this.push = new CoalescingTask("Updating the gRPC channel to " + this.service, this::push, LOOKUP_AGAIN,
				(offload != null) ? offload : ForkJoinPool.commonPool(), args.getScheduledExecutorService());
		this.serviceConfig = args.getServiceConfigParser()
			.parseServiceConfig(GrpcDiscovery.balanced(Map.of(), EvidenceLoadBalancerProvider.ROUND_ROBIN));
		this.firstAnswer = new FirstAnswer(discovery);
	}

	@Override
	public String getServiceAuthority() {
		return this.service;
	}

	@Override
	public void start(Listener2 listener) {
		this.listener = listener;
		this.subscriptions = List.of(this.discovery.routes().follow(this::routesChanged),
				this.discovery.health().subscribe((change) -> {
					if (change.instance().service().equals(this.service)) {
						changed();
					}
				}), this.discovery.subscribe((round, source, duration, held) -> {
					this.firstAnswer.told(source);
					if (this.route == null) {
						changed();
					}
				}));
		schedule(FIRST_WAIT, this.firstAnswer::waited);
		routesChanged(this.discovery.routes());
		changed();
	}

	/**
	 * Called by gRPC when a connection is lost, and after an error with a growing pause.
	 */
	@Override
	public void refresh() {
		changed();
	}

	@Override
	public void shutdown() {
		this.listener = null;
		this.subscriptions.forEach(ListenerSubscription::close);
		ScheduledHandle pending = this.timer;
		if (pending != null) {
			pending.cancel();
		}
	}

	/**
	 * On a thread that holds discovery's lock: what must be in force at once, and no
	 * more.
	 */
	private void routesChanged(RoutingTable routes) {
		Route next = routes.route(this.service);
		if (!Objects.equals(next, this.route)) {
			this.route = next;
			if (next != null) {
				this.instances.offer(next);
			}
			changed();
		}
	}

	private void changed() {
		if (this.listener != null) {
			this.push.request();
		}
	}

	private synchronized void push() {
		if (this.listener == null) {
			return;
		}
		Route now = this.discovery.routes().route(this.service);
		if (now == null) {
			if (this.firstAnswer.isIn()) {
				fail(AbsenceStatus.unknown(this.discovery, this.service));
			}
			return;
		}
		List<EquivalentAddressGroup> addresses = this.instances.addresses(now);
		complain(this.instances.complaints());
		if (addresses.isEmpty()) {
			fail(AbsenceStatus.withoutAddress(this.service, this.complaints.values()));
		}
		else if (!addresses.equals(this.delivered)) {
			deliver(addresses);
		}
	}

	private void deliver(List<EquivalentAddressGroup> addresses) {
		ResolutionResult result = ResolutionResult.newBuilder()
			.setAddressesOrError(StatusOr.fromValue(addresses))
			.setServiceConfig(this.serviceConfig)
			.build();
		this.delivered = addresses;
		this.failure = "";
		inChannel((channel) -> channel.onResult2(result));
	}

	private void fail(Status status) {
		String words = String.valueOf(status.getDescription());
		if (!words.equals(this.failure)) {
			this.delivered = List.of();
			this.failure = words;
			inChannel((channel) -> channel.onError(status));
		}
	}

	private void inChannel(Consumer<Listener2> action) {
		this.args.getSynchronizationContext().execute(() -> {
			Listener2 channel = this.listener;
			if (channel != null) {
				action.accept(channel);
			}
		});
	}

	/** Say once what is wrong with an instance, and try again where that may help. */
	private void complain(Map<String, String> now) {
		now.forEach((id, words) -> {
			if (!words.equals(this.complaints.get(id))) {
				logger.warn("{}: no gRPC channel is connected to {}", this.service, words);
				this.args.getChannelLogger().log(ChannelLogLevel.WARNING, "Left out: {0}", words);
			}
		});
		this.complaints = now;
		if (!now.isEmpty()) {
			this.args.getSynchronizationContext().execute(() -> schedule(LOOKUP_AGAIN, () -> {
			}));
		}
	}

	/**
	 * In the channel's turn: run something later unless something else is due, then look.
	 */
	private void schedule(Duration pause, Runnable action) {
		ScheduledHandle pending = this.timer;
		if (this.listener != null && (pending == null || !pending.isPending())) {
			try {
				this.timer = this.args.getSynchronizationContext().schedule(() -> {
					action.run();
					changed();
				}, pause.toNanos(), TimeUnit.NANOSECONDS, this.args.getScheduledExecutorService());
			}
			catch (Throwable ex) {
				logger.warn("{}: no thread can be had for a timer of a gRPC channel: {}", this.service, ex.toString());
			}
		}
	}

}
