/**
 * Microsoft Entra ID: the token endpoint, over https with a certificate that only its own
 * clients trust.
 */
@NullMarked
package io.github.azurediscovery.test.entra;

import org.jspecify.annotations.NullMarked;
