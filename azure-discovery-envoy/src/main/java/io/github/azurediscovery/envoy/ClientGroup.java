package io.github.azurediscovery.envoy;

/**
 * Clients that are given the same resources.
 *
 * @param kind what they are
 * @param locality where they are, if a zone is preferred
 */
record ClientGroup(ClientKind kind, ClientLocality locality) {

}
