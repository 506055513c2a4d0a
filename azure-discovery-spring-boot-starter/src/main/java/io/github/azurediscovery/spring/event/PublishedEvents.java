package io.github.azurediscovery.spring.event;

/**
 * The events that are published.
 *
 * @param heartbeat whether a heartbeat follows every change of the catalog
 * @param instances whether there are events about instances and services
 */
record PublishedEvents(boolean heartbeat, boolean instances) {

}
