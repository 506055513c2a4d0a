package io.github.azurediscovery.fleet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;

/** What a poller looks for, as a hash: two that differ would find different instances. */
final class FleetFingerprint {

	private static final int DIGITS = 16;

	private FleetFingerprint() {
	}

	/**
	 * Return the fingerprint of settings: of scope, tags, services and kind of address.
	 * @param settings the settings
	 * @return hexadecimal digits
	 */
	static String of(AzureSettings settings) {
		StringBuilder text = new StringBuilder().append(settings.scope())
			.append(settings.tags())
			.append(settings.address())
			.append(settings.details());
		settings.services()
			.stream()
			.sorted(Comparator.comparing(AzureServiceDefinition::service))
			.forEach((service) -> text.append('\n').append(service));
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash).substring(0, DIGITS);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
