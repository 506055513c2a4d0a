/**
 * Where instances come from: the interface of all sources, and the sources that need no
 * Azure.
 */
@NullMarked
package io.github.azurediscovery.source;

import org.jspecify.annotations.NullMarked;
