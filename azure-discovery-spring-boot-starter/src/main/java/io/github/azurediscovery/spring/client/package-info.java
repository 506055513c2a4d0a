/**
 * The discovery clients, blocking and reactive, and the service instances they answer.
 */
@NullMarked
package io.github.azurediscovery.spring.client;

import org.jspecify.annotations.NullMarked;
