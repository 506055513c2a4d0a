/**
 * An application that calls {@code http://orders/} with every client Spring offers.
 * Nothing in here knows of Azure; take it as the pattern for an application of your own.
 */
@NullMarked
package io.github.azurediscovery.sample;

import org.jspecify.annotations.NullMarked;
