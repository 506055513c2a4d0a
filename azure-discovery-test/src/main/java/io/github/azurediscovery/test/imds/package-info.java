/**
 * The Azure Instance Metadata Service: what a virtual machine learns about itself, the
 * tokens of its managed identity, and the events scheduled for it.
 */
@NullMarked
package io.github.azurediscovery.test.imds;

import org.jspecify.annotations.NullMarked;
