package io.github.azurediscovery.spring.event;

/**
 * The value of a heartbeat. Contains the name of the catalog, because all discovery
 * clients share one {@code HeartbeatMonitor}, and their values must never be equal.
 *
 * @param catalog the name of the catalog
 * @param revision the revision of its content
 */
public record CatalogRevision(String catalog, long revision) {

}
