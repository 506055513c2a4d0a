/**
 * Azure Resource Manager: what a request asks for, who may ask, the lists and their
 * pages, and the headers that tell how much may still be asked.
 */
@NullMarked
package io.github.azurediscovery.test.arm;

import org.jspecify.annotations.NullMarked;
