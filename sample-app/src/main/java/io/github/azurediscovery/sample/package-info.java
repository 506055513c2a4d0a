/**
 * An application that calls {@code http://orders/} with every client of Spring. Nothing
 * in this package depends on Azure; use it as a template for your own application.
 */
@NullMarked
package io.github.azurediscovery.sample;

import org.jspecify.annotations.NullMarked;
