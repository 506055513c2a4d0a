package io.github.azurediscovery.spring.event;

/**
 * The value of a heartbeat. Names its catalog, so that it never equals the value of
 * another discovery client: all share one {@code HeartbeatMonitor}.
 *
 * @param catalog the name of the catalog
 * @param revision the revision of its content
 */
public record CatalogRevision(String catalog, long revision) {

}
