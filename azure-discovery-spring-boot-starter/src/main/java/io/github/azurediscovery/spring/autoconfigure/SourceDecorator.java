package io.github.azurediscovery.spring.autoconfigure;

import java.util.function.UnaryOperator;

import io.github.azurediscovery.source.InstanceSource;

/**
 * A bean of this type wraps every source, Azure's included. What it returns is asked in
 * place of the source it is given, and must keep its name.
 */
@FunctionalInterface
public interface SourceDecorator extends UnaryOperator<InstanceSource> {

}
