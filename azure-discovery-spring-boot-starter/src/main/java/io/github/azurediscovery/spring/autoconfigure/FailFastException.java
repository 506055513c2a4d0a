package io.github.azurediscovery.spring.autoconfigure;

/**
 * The start fails because of what Azure answered, or did not answer, and not because of
 * the configuration: {@code azure.discovery.startup.fail-fast} asks for that.
 */
public abstract class FailFastException extends IllegalStateException {

	FailFastException(String message) {
		super(message);
	}

}
