package io.github.azurediscovery.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method of a {@link SimulatedAzureTest} that makes what exists before the
 * application context starts. Its one parameter is the
 * {@link io.github.azurediscovery.test.SimulatedAzure}. Methods of superclasses run
 * first.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AzureSetup {

}
