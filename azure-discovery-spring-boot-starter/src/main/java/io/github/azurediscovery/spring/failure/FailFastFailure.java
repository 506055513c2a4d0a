package io.github.azurediscovery.spring.failure;

/**
 * The start fails because of what Azure answered, or did not answer, and not because of
 * the configuration: {@code azure.discovery.startup.fail-fast} asks for that.
 */
public sealed interface FailFastFailure permits FirstRefreshException, NoInstanceFoundException {

}
