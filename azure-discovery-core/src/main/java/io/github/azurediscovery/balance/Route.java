package io.github.azurediscovery.balance;

import java.util.List;

import io.github.azurediscovery.catalog.Instance;

/**
 * Where calls to one service may go now. Immutable.
 *
 * @param service the id of the service
 * @param routable the instances to pick from, sorted by id; never empty for a service
 * with members
 * @param panic whether too few are healthy, so that unhealthy ones are offered as well
 */
public record Route(String service, List<Instance> routable, boolean panic) {
}
