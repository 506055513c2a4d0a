package io.github.azurediscovery.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Something seen that is not a member, with the reason.
 *
 * @param name the name Azure shows, or the line of a file
 * @param service the service it would have joined, where that is known
 * @param reason why it is not a member, in words for a person
 */
public record Rejection(String name, @Nullable String service, String reason) {
}
