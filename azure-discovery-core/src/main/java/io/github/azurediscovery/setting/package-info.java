/**
 * What a setting may be. Settings are named as the properties of the configuration
 * reference, without {@code azure.discovery.}.
 */
@NullMarked
package io.github.azurediscovery.setting;

import org.jspecify.annotations.NullMarked;
