package io.github.azurediscovery.health.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.VerdictFollower;
import io.github.azurediscovery.health.VerdictList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes and publishes the verdicts on all members that changed. Followers are called
 * first; then the verdicts become readable, so that no reader sees an ejection before the
 * routes reflect it; then listeners are called, on a thread of their own. Except for
 * subscriptions, accessed under the lock of {@link CombiningExecutor} only.
 */
final class VerdictPublisher {

	private static final Logger logger = LoggerFactory.getLogger(VerdictPublisher.class);

	private final MemberDirectory members;

	private final Executor events;

	private final Executor log;

	private final List<VerdictFollower> followers = new CopyOnWriteArrayList<>();

	private final List<HealthListener> listeners = new CopyOnWriteArrayList<>();

	private final PendingHealthChanges untold = new PendingHealthChanges();

	/**
	 * Created anew each time: clearing a map takes time in proportion to its largest
	 * size.
	 */
	private Map<HealthMember, Cause> touched = new LinkedHashMap<>();

	private Set<ServiceMembers> services = new LinkedHashSet<>();

	/**
	 * Create a publisher.
	 * @param members finds the service of a member
	 * @param events runs the listeners
	 * @param log runs work that writes to the log
	 */
	VerdictPublisher(MemberDirectory members, Executor events, Executor log) {
		this.members = members;
		this.events = events;
		this.log = log;
	}

	ListenerSubscription follow(VerdictFollower follower) {
		return ListenerSubscription.add(follower, this.followers);
	}

	ListenerSubscription subscribe(HealthListener listener) {
		return ListenerSubscription.add(listener, this.listeners);
	}

	/** Make room for many services. */
	void expect(int services) {
		this.followers.forEach((follower) -> follower.expect(services));
	}

	/** Mark a member whose verdict may have changed. */
	void markChanged(HealthMember member, Cause cause) {
		this.touched.putIfAbsent(member, cause);
	}

	/** Mark a service whose members joined, left or were replaced. */
	void markMembersChanged(ServiceMembers service) {
		this.services.add(service);
	}

	/** Compute and publish the verdicts on all members marked since the last time. */
	void publish() {
		if (this.touched.isEmpty() && this.services.isEmpty()) {
			return;
		}
		List<InstanceHealthChange> changes = new ArrayList<>();
		this.touched.forEach((member, cause) -> {
			InstanceVerdict before = member.verdict();
			InstanceVerdict after = member.judge();
			if (member.gone()) {
				return;
			}
			ServiceMembers service = this.members.serviceOf(member);
			service.judged(member);
			if (before.standing() != after.standing()) {
				this.services.add(service);
			}
			if (tellsSomething(before, after)) {
				changes.add(new InstanceHealthChange(after.instance(), before.health(), after.health(), cause));
			}
		});
		this.services.forEach(this::tellFollowers);
		this.followers.forEach(VerdictPublisher::allJudged);
		this.touched.keySet().forEach(HealthMember::publish);
		this.touched = new LinkedHashMap<>();
		this.services = new LinkedHashSet<>();
		changes.forEach(this::tellListeners);
	}

	/**
	 * Log one warning when the first member becomes unroutable, and one line when the
	 * last one is routable again.
	 */
	private void log(ServiceMembers service, List<InstanceVerdict> verdicts) {
		if (service.isAilingNews()) {
			List<InstanceVerdict> out = verdicts.stream().filter((verdict) -> !verdict.health().routable()).toList();
			this.log.execute(() -> log(service.service(), out, verdicts.size()));
		}
	}

	private static void log(String service, List<InstanceVerdict> out, int members) {
		if (out.isEmpty()) {
			logger.info("{}: all {} instances are routable again", service, members);
		}
		else {
			InstanceVerdict first = out.get(0);
			logger.warn("{}: {} of {} instances are not routable, first: {} ({})", service, out.size(), members,
					first.instance().name(), first.health().reasons());
		}
	}

	/**
	 * Return whether listeners are notified: a member that is suspect for a moment stays
	 * routable.
	 */
	private static boolean tellsSomething(InstanceVerdict before, InstanceVerdict after) {
		InstanceHealth from = before.health();
		InstanceHealth to = after.health();
		return (before.standing() != after.standing() && !(from.routable() && to.routable()))
				|| from.platform() != to.platform() || !Objects.equals(from.maintenance(), to.maintenance())
				|| !Objects.equals(from.announced(), to.announced()) || (from.probe() == null) != (to.probe() == null)
				|| (from.outlier() == null) != (to.outlier() == null);
	}

	private void tellFollowers(ServiceMembers service) {
		VerdictList verdicts = service.verdicts();
		log(service, verdicts);
		for (VerdictFollower follower : this.followers) {
			try {
				follower.judged(service.service(), verdicts);
			}
			catch (Throwable ex) {
				logger.error("{}: the routes could not follow a new verdict", service.service(), ex);
			}
		}
	}

	private static void allJudged(VerdictFollower follower) {
		try {
			follower.allJudged();
		}
		catch (RuntimeException ex) {
			logger.error("The routes could not follow new verdicts", ex);
		}
	}

	private void tellListeners(InstanceHealthChange change) {
		if (this.untold.add(change)) {
			try {
				this.events.execute(this::deliver);
			}
			catch (Throwable ex) {
				logger.trace("{}: the listeners cannot be notified now", change.instance().service(), ex);
			}
		}
	}

	private void deliver() {
		InstanceHealthChange change = this.untold.next();
		if (change != null) {
			logger.debug("{}: {} is now {}", change.instance().service(), change.instance().name(), change.to());
			this.listeners.forEach((listener) -> tell(listener, change));
		}
	}

	private static void tell(HealthListener listener, InstanceHealthChange change) {
		try {
			listener.healthChanged(change);
		}
		catch (Throwable ex) {
			logger.warn("{}: health listener {} failed on {}: {}", change.instance().service(),
					listener.getClass().getName(), change.instance().name(), ex.toString());
			logger.debug("Where the health listener failed", ex);
		}
	}

}
