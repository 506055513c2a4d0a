package io.github.azurediscovery.health;

import io.github.azurediscovery.catalog.PlatformStatus;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on one instance, with its reasons.
 *
 * @param routable whether the reasons allow to pick it
 * @param platform Azure's own word
 * @param maintenance the announced maintenance, or {@code null} if there is none
 * @param probe the outcome of the probe in words, or {@code null} if it is not probed
 * @param outlier why and until when it is ejected, or {@code null} if it is not
 */
public record InstanceHealth(boolean routable, PlatformStatus platform, @Nullable String maintenance,
		@Nullable String probe, @Nullable String outlier) {
}
