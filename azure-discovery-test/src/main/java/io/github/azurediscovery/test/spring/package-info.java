/**
 * The simulated Azure in tests with a Spring application context.
 */
@NullMarked
package io.github.azurediscovery.test.spring;

import org.jspecify.annotations.NullMarked;
