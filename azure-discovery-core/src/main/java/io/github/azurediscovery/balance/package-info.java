/**
 * Which instance to pick: the routable instances of each service, computed when something
 * changes, and round robin over them.
 */
@NullMarked
package io.github.azurediscovery.balance;

import org.jspecify.annotations.NullMarked;
