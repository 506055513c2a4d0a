package io.github.azurediscovery.balance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.health.VerdictFollower;
import io.github.azurediscovery.health.VerdictList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routing table as its writers see it, one route beside the other, so that a change
 * costs what it changes. Follows the verdicts: {@code health.follow(routes);}. Every
 * change is made in turn with the changes of health, under the same lock, so that a
 * follower of the routes may report to health.
 */
public final class LiveRoutingTable implements RoutingTable, VerdictFollower {

	private static final Logger logger = LoggerFactory.getLogger(LiveRoutingTable.class);

	/** Services whose routes are made within a millisecond. */
	private static final int SERVICES_IN_A_TURN = 25;

	private final BalanceSettings settings;

	private final ScheduledExecutorService owner;

	private final Executor turns;

	private final List<Consumer<RoutingTable>> followers = new CopyOnWriteArrayList<>();

	private Map<String, ServiceRouting> lanes = new HashMap<>();

	private Zone zone = Zone.NONE;

	private final RouteIndex routes = new RouteIndex();

	private int room;

	private boolean news;

	/**
	 * Create an empty table.
	 * @param settings how to choose
	 * @param owner the daemon thread {@code azure-discovery}
	 * @param turns runs changes in turn with those of health, such as
	 * {@code health::inTurn}
	 */
	public LiveRoutingTable(BalanceSettings settings, ScheduledExecutorService owner, Executor turns) {
		this.settings = settings;
		this.owner = owner;
		this.turns = turns;
	}

	@Override
	public @Nullable Route route(String service) {
		Route route = this.routes.find(service);
		return (route != null) ? route : this.routes.find(service.toLowerCase(Locale.ROOT));
	}

	@Override
	public ListenerSubscription follow(Consumer<RoutingTable> follower) {
		return ListenerSubscription.add(follower, this.followers);
	}

	/**
	 * Say where calls come from. From any thread.
	 * @param zone the zone
	 */
	public void zone(Zone zone) {
		this.owner.execute(() -> callsComeFrom(zone));
	}

	/** Publish anew in turns that are short: reports of callers wait for one of them. */
	private void callsComeFrom(Zone zone) {
		this.turns.execute(() -> this.zone = zone);
		List<String> services = this.routes.services();
		for (int from = 0; from < services.size(); from += SERVICES_IN_A_TURN) {
			List<String> turn = services.subList(from, Math.min(from + SERVICES_IN_A_TURN, services.size()));
			this.turns.execute(() -> turn.forEach(this::publish));
		}
		this.turns.execute(this::allJudged);
	}

	@Override
	public void expect(int services) {
		if (services > this.room) {
			this.room = Math.max(services, 2 * this.room);
			Map<String, ServiceRouting> moreLanes = new HashMap<>(2 * this.room);
			moreLanes.putAll(this.lanes);
			this.lanes = moreLanes;
			this.routes.makeRoom(this.room);
		}
	}

	@Override
	public void judged(String service, VerdictList members) {
		if (members.isEmpty()) {
			this.lanes.remove(service);
		}
		else {
			ServiceRouting lane = this.lanes.computeIfAbsent(service, (id) -> new ServiceRouting(id, this.settings));
			lane.members(members);
			if (lane.startsStepping()) {
				scheduleStep(service, lane);
			}
		}
		publish(service);
	}

	@Override
	public void allJudged() {
		if (this.news) {
			this.news = false;
			this.followers.forEach(this::tell);
		}
	}

	private void scheduleStep(String service, ServiceRouting lane) {
		Duration step = this.settings.slowStart().dividedBy(SlowStartSteps.STEPS);
		try {
			var unused = this.owner.schedule(() -> this.turns.execute(() -> step(service, lane)), step.toNanos(),
					TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("{}: discovery is closed; slow start stopped", service);
		}
	}

	private void step(String service, ServiceRouting lane) {
		if (this.lanes.get(service) == lane) {
			if (lane.step()) {
				scheduleStep(service, lane);
			}
			publish(service);
			allJudged();
		}
	}

	private void publish(String service) {
		this.news = true;
		ServiceRouting lane = this.lanes.get(service);
		if (lane == null) {
			this.routes.remove(service);
		}
		else {
			Route route = lane.route(this.zone);
			watchPanic(this.routes.put(route), route);
		}
	}

	private void watchPanic(@Nullable Route before, Route route) {
		if (route.panic() != (before != null && before.panic())) {
			try {
				this.owner.execute(() -> log(route));
			}
			catch (RejectedExecutionException ex) {
				logger.trace("{}: discovery is closed; panic not logged", route.service());
			}
		}
	}

	private static void log(Route route) {
		if (route.panic()) {
			logger.warn("{}: too few instances are healthy, calls go to unhealthy ones too: {} offered",
					route.service(), route.routable().size());
		}
		else {
			logger.info("{}: enough instances are healthy again: {} offered", route.service(), route.routable().size());
		}
	}

	private void tell(Consumer<RoutingTable> follower) {
		try {
			follower.accept(this);
		}
		catch (Throwable ex) {
			logger.error("A follower of the routes failed", ex);
		}
	}

}
