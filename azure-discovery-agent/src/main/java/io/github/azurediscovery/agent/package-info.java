/**
 * The agent: an application that feeds proxies and Prometheus on machines without Java
 * callers. It finds instances and applies them as any application with the starter does;
 * what is here is its command line, its signals, its readiness and its REST view.
 */
@NullMarked
package io.github.azurediscovery.agent;

import org.jspecify.annotations.NullMarked;
