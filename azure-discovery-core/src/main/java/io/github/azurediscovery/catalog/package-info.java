/**
 * What is known: instances, the immutable snapshot of all services at one revision, what
 * differs between two snapshots, and the catalog that holds the current one.
 */
@NullMarked
package io.github.azurediscovery.catalog;

import org.jspecify.annotations.NullMarked;
