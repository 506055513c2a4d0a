/**
 * The kill test: what callers of a service notice when one of its instances dies. Every
 * instance, every caller and every Eureka server is a process of its own.
 */
@NullMarked
package io.github.azurediscovery.kill;

import org.jspecify.annotations.NullMarked;
