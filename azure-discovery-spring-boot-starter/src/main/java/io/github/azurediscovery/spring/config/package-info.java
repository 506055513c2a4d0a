/**
 * Finds config servers before the application's own context exists ("discovery first"),
 * by config data import and by bootstrap.
 */
@NullMarked
package io.github.azurediscovery.spring.config;

import org.jspecify.annotations.NullMarked;
