/**
 * Application events about changes of services and instances.
 */
@NullMarked
package io.github.azurediscovery.spring.event;

import org.jspecify.annotations.NullMarked;
