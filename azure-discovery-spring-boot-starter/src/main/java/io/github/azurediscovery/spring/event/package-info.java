/**
 * What an application is told when services and instances change.
 */
@NullMarked
package io.github.azurediscovery.spring.event;

import org.jspecify.annotations.NullMarked;
