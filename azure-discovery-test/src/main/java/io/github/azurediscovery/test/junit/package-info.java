/**
 * The simulated Azure in JUnit Jupiter tests.
 */
@NullMarked
package io.github.azurediscovery.test.junit;

import org.jspecify.annotations.NullMarked;
