package io.github.azurediscovery.health;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.probe.InstanceProbeHistory;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one instance, with its reasons.
 *
 * @param routable whether the reasons allow it to be picked
 * @param platform the state that Azure reports
 * @param maintenance the maintenance for which it is out, or {@code null} if there is
 * none
 * @param probe the result of the probe in words, or {@code null} if it is not probed
 * @param outlier why and until when it is ejected, or {@code null} if it is not
 * @param announced the maintenance that is announced for later and has no effect yet, or
 * {@code null} if there is none
 */
public record InstanceHealth(boolean routable, PlatformStatus platform, @Nullable String maintenance,
		@Nullable String probe, @Nullable String outlier, @Nullable String announced) {

	/**
	 * Create a verdict on an instance for which no maintenance is announced for later.
	 * @param routable whether the reasons allow it to be picked
	 * @param platform the state that Azure reports
	 * @param maintenance the maintenance for which it is out, or {@code null}
	 * @param probe the result of the probe in words, or {@code null}
	 * @param outlier why and until when it is ejected, or {@code null}
	 */
	public InstanceHealth(boolean routable, PlatformStatus platform, @Nullable String maintenance,
			@Nullable String probe, @Nullable String outlier) {
		this(routable, platform, maintenance, probe, outlier, null);
	}

	/**
	 * Return the verdict on an instance of which nothing but Azure's report is known.
	 * @param platform the state that Azure reports
	 * @return routable if that state is
	 */
	public static InstanceHealth byPlatformAlone(PlatformStatus platform) {
		return new InstanceHealth(platform.routable(), platform, null, null, null);
	}

	/**
	 * Return in words what speaks against the instance.
	 * @return the reasons, separated by commas; empty if there is none
	 */
	public String reasons() {
		List<String> reasons = new ArrayList<>();
		if (!this.platform.routable()) {
			reasons.add("Azure says " + this.platform.name().toLowerCase(Locale.ROOT));
		}
		if (this.maintenance != null) {
			reasons.add(this.maintenance);
		}
		if (isProbeBad()) {
			reasons.add("probe " + this.probe);
		}
		if (this.outlier != null) {
			reasons.add(this.outlier);
		}
		return String.join(", ", reasons);
	}

	/**
	 * Return which kinds of evidence speak against the instance. Unlike
	 * {@link #reasons()}, this stays the same while only a detail such as a time changes.
	 * @return the kinds, empty if there is none
	 */
	public Set<Cause> causes() {
		Set<Cause> causes = EnumSet.noneOf(Cause.class);
		if (!this.platform.routable()) {
			causes.add(Cause.PLATFORM);
		}
		if (this.maintenance != null) {
			causes.add(Cause.MAINTENANCE);
		}
		if (isProbeBad()) {
			causes.add(Cause.PROBE);
		}
		if (this.outlier != null) {
			causes.add(Cause.OUTLIER);
		}
		return causes;
	}

	/**
	 * Return the same as stable text, for labels and logs.
	 * @return the kinds in lower case, separated by commas; empty if there is none
	 */
	public String codes() {
		return causes().stream().map((cause) -> cause.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
	}

	private boolean isProbeBad() {
		return this.probe != null && !this.probe.equals(InstanceProbeHistory.HEALTHY);
	}

}
