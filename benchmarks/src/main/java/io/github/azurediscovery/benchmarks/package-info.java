/**
 * What a choice, a reading and a change cost, ours and others' in the same run.
 */
@NullMarked
package io.github.azurediscovery.benchmarks;

import org.jspecify.annotations.NullMarked;
