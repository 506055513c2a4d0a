/**
 * Properties under {@code azure.discovery}, and the auto-configuration of discovery
 * itself.
 */
@NullMarked
package io.github.azurediscovery.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
