/**
 * Why a start fails, as exceptions, and what to do about it, as failure analyses.
 */
@NullMarked
package io.github.azurediscovery.spring.failure;

import org.jspecify.annotations.NullMarked;
