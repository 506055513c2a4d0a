/**
 * Properties under {@code azure.discovery}, and how the parts come together in an
 * application context.
 */
@NullMarked
package io.github.azurediscovery.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
