package io.github.azurediscovery.fleet;

import java.time.Instant;

import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.StoredHead;

/**
 * What a member read: a head that is not older than any it has seen, and its content.
 *
 * @param stored the head
 * @param content the instances it names, the same object while they are the same
 * @param asOf when they were confirmed by Azure, on this machine's clock, the same object
 * while they were not confirmed anew
 * @param requests how many requests it took
 */
record FleetReading(StoredHead stored, FleetContent content, Instant asOf, int requests) {

}
