package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.ProbeListener;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.probe.InstanceProbe;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import io.github.azurediscovery.health.probe.ProbeFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the members of the services that were called in the last minutes: each one as
 * soon as it joins, then at its own interval with jitter, and never more than a bounded
 * number at the same time. Accessed under the engine's lock only.
 */
final class ActiveHealthChecker {

	private static final Logger logger = LoggerFactory.getLogger(ActiveHealthChecker.class);

	private static final Duration ROUND = Duration.ofMinutes(1);

	private static final int IDLE_ROUNDS = 5;

	private final HealthSettings settings;

	private final CombiningExecutor executor;

	private final VerdictPublisher publisher;

	private final MemberDirectory members;

	private final RandomGenerator random;

	private final ProbeFactory network;

	private final InstantSource clock;

	private volatile ProbeListener listener = (service, alive, duration) -> {
	};

	private final Map<ProbeSettings, InstanceProbe> made = new HashMap<>();

	private final Queue<HealthMember> waiting = new ArrayDeque<>();

	private int underway;

	private boolean stopped;

	private int run;

	ActiveHealthChecker(HealthSettings settings, CombiningExecutor executor, VerdictPublisher publisher,
			MemberDirectory members, RandomGenerator random, ProbeFactory network, InstantSource clock) {
		this.settings = settings;
		this.executor = executor;
		this.publisher = publisher;
		this.members = members;
		this.random = random;
		this.network = network;
		this.clock = clock;
	}

	void listener(ProbeListener listener) {
		this.listener = listener;
	}

	boolean covers(String service) {
		return this.settings.probe(service).enabled();
	}

	/**
	 * Return the probe that decides whether an ejected instance is back: the configured
	 * one if there is one, else a connection, or an answer to a request if a connection
	 * is not sufficient.
	 */
	InstanceProbe signOfLife(HealthMember member, SignOfLife awaited) {
		ProbeSettings own = settingsOf(member);
		if (own.enabled()) {
			return probe(own);
		}
		return (awaited == SignOfLife.ANSWER) ? this.network.answer(own) : this.network.connect();
	}

	/** Start probing a service, which is being called. */
	void wanted(ServiceMembers service) {
		if (!this.stopped && !service.probed()) {
			service.probed(true);
			joined(service.all());
			int counted = this.run;
			this.executor.schedule(ROUND, () -> countIdleRounds(service, counted, 0));
		}
	}

	/** Start probing the members that are not probed yet. */
	void joined(Collection<HealthMember> members) {
		members.stream().filter(HealthMember::beginProbing).forEach(this.waiting::add);
		next();
	}

	/** Start probing with the next call; earlier calls are forgotten. */
	void start() {
		this.stopped = false;
		this.members.services().forEach((service) -> service.demand().forget());
	}

	void stop() {
		this.stopped = true;
		this.run++;
		this.members.services().forEach((service) -> {
			service.probed(false);
			service.demand().forget();
		});
		next();
	}

	private void countIdleRounds(ServiceMembers service, int counted, int idle) {
		if (counted != this.run) {
			return;
		}
		int rounds = service.demand().forget() ? 0 : idle + 1;
		if (rounds >= IDLE_ROUNDS) {
			service.probed(false);
		}
		else {
			this.executor.schedule(ROUND, () -> countIdleRounds(service, counted, rounds));
		}
	}

	private void next() {
		while (this.underway < this.settings.concurrency() && !this.waiting.isEmpty()) {
			HealthMember member = this.waiting.remove();
			if (member.gone() || !this.members.serviceOf(member).probed()) {
				member.endProbing();
			}
			else {
				this.underway++;
				Instant start = this.clock.instant();
				probe(settingsOf(member)).ask(member.instance(), (finding) -> {
					Duration duration = Duration.between(start, this.clock.instant());
					this.executor.submit(() -> found(member, finding, duration));
				});
			}
		}
	}

	private void found(HealthMember member, InstanceProbeResult finding, Duration duration) {
		this.underway--;
		this.executor.schedule(jittered(settingsOf(member)), () -> {
			this.waiting.add(member);
			next();
		});
		this.executor.runAside(() -> tell(member.service(), finding.alive(), duration));
		if (!member.gone() && !this.stopped) {
			if (member.probe().add(finding, settingsOf(member))) {
				this.publisher.markChanged(member, Cause.PROBE);
			}
		}
		next();
	}

	private void tell(String service, boolean alive, Duration duration) {
		try {
			this.listener.probed(service, alive, duration);
		}
		catch (Throwable ex) {
			logger.debug("{}: a listener to probes failed", service, ex);
		}
	}

	private ProbeSettings settingsOf(HealthMember member) {
		return this.settings.probe(member.service());
	}

	private Duration jittered(ProbeSettings own) {
		double factor = 1 + own.jitter() * (2 * this.random.nextDouble() - 1);
		return Duration.ofNanos((long) (own.interval().toNanos() * factor));
	}

	private InstanceProbe probe(ProbeSettings own) {
		return this.made.computeIfAbsent(own, this.network::probe);
	}

}
