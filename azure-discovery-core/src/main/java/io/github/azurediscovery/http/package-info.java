/**
 * What is needed of HTTP beyond the JDK's client, by those who talk to something other
 * than Azure Resource Manager.
 */
@NullMarked
package io.github.azurediscovery.http;

import org.jspecify.annotations.NullMarked;
