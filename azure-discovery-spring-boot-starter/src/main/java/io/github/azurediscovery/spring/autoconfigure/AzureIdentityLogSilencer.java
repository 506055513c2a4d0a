package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Silences azure-identity and MSAL, which log up to three lines for every token they do
 * not get: discovery itself tells once that it fails and why, and once that it recovers.
 * Whoever has configured a level for one of them, or for what it belongs to, keeps it.
 */
final class AzureIdentityLogSilencer {

	private static final List<String> LOGGERS = List.of("com.azure.identity", "com.microsoft.aad.msal4j");

	private AzureIdentityLogSilencer() {
	}

	static void in(LoggingSystem logging) {
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
