/**
 * What text must look like to be an address or a line of HAProxy's configuration.
 */
@NullMarked
package io.github.azurediscovery.haproxy.syntax;

import org.jspecify.annotations.NullMarked;
