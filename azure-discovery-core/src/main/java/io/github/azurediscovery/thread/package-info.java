/** How the threads of this library are made. */
@NullMarked
package io.github.azurediscovery.thread;

import org.jspecify.annotations.NullMarked;
