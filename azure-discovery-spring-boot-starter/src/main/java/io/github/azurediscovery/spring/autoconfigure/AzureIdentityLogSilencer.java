package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Silences the loggers of azure-identity and MSAL, which log up to three lines for every
 * token that they fail to get. Discovery itself logs a failure and its reason once, and
 * the recovery once. A level that is configured for one of the loggers, or for a parent
 * of it, is kept.
 */
final class AzureIdentityLogSilencer {

	private static final List<String> LOGGERS = List.of("com.azure.identity", "com.microsoft.aad.msal4j");

	private AzureIdentityLogSilencer() {
	}

	static void silence(LoggingSystem logging) {
		for (String logger : LOGGERS) {
			if (!isConfigured(logging, logger)) {
				logging.setLogLevel(logger, LogLevel.OFF);
			}
		}
	}

	private static boolean isConfigured(LoggingSystem logging, String logger) {
		for (String name = logger; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
			LoggerConfiguration configuration = logging.getLoggerConfiguration(name);
			if (configuration != null && configuration.getConfiguredLevel() != null) {
				return true;
			}
		}
		return false;
	}

}
