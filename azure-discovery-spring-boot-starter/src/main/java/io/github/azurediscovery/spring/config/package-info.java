/**
 * Discovery of config servers before there is an application context ("discovery first"),
 * for config data import and for bootstrap.
 */
@NullMarked
package io.github.azurediscovery.spring.config;

import org.jspecify.annotations.NullMarked;
