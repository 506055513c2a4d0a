package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a proxy still has although nothing needs them now, and since when. They
 * outlast an outage or a deployment, and yet do not pile up where tags make up new ones.
 * Not thread-safe.
 */
public final class AbsentNames {

	/**
	 * How long an absent name is kept: longer than a deployment or a restart of all
	 * instances takes, after which it would have to be made anew.
	 */
	public static final Duration KEPT = Duration.ofHours(1);

	/**
	 * The most absent names: as many as there are services that tags can create in one
	 * scope, so that all of them may be gone at once.
	 */
	public static final int MOST = 1000;

	/** The times in nanoseconds, the oldest first. */
	private final Map<String, Long> since = new LinkedHashMap<>();

	/**
	 * Note which names are absent now.
	 * @param absent all of them
	 * @param now the time, as {@link System#nanoTime()} has it
	 * @return those that need not be kept: absent for {@link #KEPT}, or the oldest ones
	 * beyond {@link #MOST}
	 */
	public Set<String> outdated(Set<String> absent, long now) {
		this.since.keySet().retainAll(absent);
		absent.forEach((name) -> this.since.putIfAbsent(name, now));
		Set<String> outdated = new TreeSet<>();
		int surplus = this.since.size() - MOST;
		for (Map.Entry<String, Long> name : this.since.entrySet()) {
			if (surplus-- > 0 || now - name.getValue() >= KEPT.toNanos()) {
				outdated.add(name.getKey());
			}
		}
		return outdated;
	}

	/**
	 * Keep names as long again, since they could not be removed.
	 * @param names absent names
	 * @param now the time, as {@link System#nanoTime()} has it
	 */
	public void renew(Collection<String> names, long now) {
		names.forEach((name) -> {
			this.since.remove(name);
			this.since.put(name, now);
		});
	}

}
