package io.github.azurediscovery.health;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums up what is held against the members that something happened to, and tells first
 * the followers, then the listeners. On the owner thread only, subscriptions aside.
 */
final class Judge {

	private static final Logger logger = LoggerFactory.getLogger(LiveHealth.class);

	private final Executor events;

	private final List<HealthFollower> followers = new CopyOnWriteArrayList<>();

	private final List<HealthListener> listeners = new CopyOnWriteArrayList<>();

	private final Map<Member, Cause> touched = new LinkedHashMap<>();

	private final Set<ServiceMembers> services = new LinkedHashSet<>();

	Judge(Executor events) {
		this.events = events;
	}

	void follow(HealthFollower follower) {
		this.followers.add(follower);
	}

	Subscription subscribe(HealthListener listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	/** Something happened to a member. */
	void touched(Member member, Cause cause) {
		this.touched.putIfAbsent(member, cause);
	}

	/** Somebody joined or left, or an instance was replaced. */
	void changed(ServiceMembers service) {
		this.services.add(service);
	}

	/** Judge everybody touched since the last time. */
	void announce() {
		if (this.touched.isEmpty() && this.services.isEmpty()) {
			return;
		}
		List<InstanceHealthChange> changes = new ArrayList<>();
		this.touched.forEach((member, cause) -> {
			Verdict before = member.judge();
			Verdict after = member.verdict();
			if (before.standing() != after.standing() && !member.gone()) {
				this.services.add(member.service());
			}
			if (tellsSomething(before, after) && !member.gone()) {
				changes.add(new InstanceHealthChange(after.instance(), before.health(), after.health(), cause));
			}
		});
		this.touched.clear();
		this.services.forEach(this::tellFollowers);
		this.services.clear();
		changes.forEach(this::tellListeners);
	}

	/** One warning when the first member is out, one line when the last one is back. */
	private static void log(ServiceMembers service, List<Verdict> verdicts) {
		List<Verdict> out = verdicts.stream().filter((verdict) -> !verdict.health().routable()).toList();
		if (service.ails(!out.isEmpty())) {
			if (out.isEmpty()) {
				logger.info("{}: all {} instances may be picked", service.service(), verdicts.size());
			}
			else {
				Verdict first = out.get(0);
				logger.warn("{}: {} of {} instances may not be picked: {}, {}", service.service(), out.size(),
						verdicts.size(), first.instance().name(), first.health().reasons());
			}
		}
	}

	private static boolean tellsSomething(Verdict before, Verdict after) {
		InstanceHealth from = before.health();
		InstanceHealth to = after.health();
		return before.standing() != after.standing() || from.platform() != to.platform()
				|| !Objects.equals(from.maintenance(), to.maintenance())
				|| (from.probe() == null) != (to.probe() == null) || (from.outlier() == null) != (to.outlier() == null);
	}

	private void tellFollowers(ServiceMembers service) {
		List<Verdict> verdicts = new ArrayList<>(service.all().size());
		service.all().forEach((member) -> verdicts.add(member.verdict()));
		log(service, verdicts);
		for (HealthFollower follower : this.followers) {
			try {
				follower.judged(service.service(), Collections.unmodifiableList(verdicts));
			}
			catch (RuntimeException ex) {
				logger.error("{}: the routes could not follow a new verdict", service.service(), ex);
			}
		}
	}

	private void tellListeners(InstanceHealthChange change) {
		logger.debug("{}: {} is now {}", change.instance().service(), change.instance().name(), change.to());
		try {
			this.events.execute(() -> this.listeners.forEach((listener) -> tell(listener, change)));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("{}: nobody is told any more", change.instance().service());
		}
	}

	private static void tell(HealthListener listener, InstanceHealthChange change) {
		try {
			listener.healthChanged(change);
		}
		catch (RuntimeException ex) {
			logger.warn("{}: a health listener failed on {}", change.instance().service(), change.instance().name(),
					ex);
		}
	}

}
