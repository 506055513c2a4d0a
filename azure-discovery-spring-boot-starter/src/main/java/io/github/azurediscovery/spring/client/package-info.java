/**
 * The blocking and the reactive discovery client, and the service instances that they
 * return.
 */
@NullMarked
package io.github.azurediscovery.spring.client;

import org.jspecify.annotations.NullMarked;
