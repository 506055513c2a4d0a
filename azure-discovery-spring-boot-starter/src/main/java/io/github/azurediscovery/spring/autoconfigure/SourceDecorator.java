package io.github.azurediscovery.spring.autoconfigure;

import java.util.function.UnaryOperator;

import io.github.azurediscovery.source.InstanceSource;

/**
 * Decorates every source, including that of Azure, if it is a bean. The returned source
 * is used in place of the given one and must have the same name: a
 * {@link io.github.azurediscovery.source.DelegatingSource} has, and its interval, signals
 * and rank as well.
 */
@FunctionalInterface
public interface SourceDecorator extends UnaryOperator<InstanceSource> {

}
