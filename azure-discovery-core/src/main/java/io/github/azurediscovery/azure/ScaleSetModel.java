package io.github.azurediscovery.azure;

/**
 * What has to be known of a scale set once.
 *
 * @param id the resource id
 * @param flexible whether its VMs are ordinary VMs; the other mode is Uniform
 * @param overprovision whether it may start more VMs than it keeps
 * @param richHealth whether its Application Health extension tells more than healthy and
 * unhealthy (version 2)
 * @param tags its tags when it was read
 */
record ScaleSetModel(ResourceId id, boolean flexible, boolean overprovision, boolean richHealth, TagSet tags) {

}
