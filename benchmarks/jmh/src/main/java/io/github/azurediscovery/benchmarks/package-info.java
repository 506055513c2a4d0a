/**
 * Benchmarks of choices, reads and changes, of this library and of others in the same
 * run.
 */
@NullMarked
package io.github.azurediscovery.benchmarks;

import org.jspecify.annotations.NullMarked;
