package io.github.azurediscovery.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.github.azurediscovery.test.http.Json;

/**
 * Answers recorded from, or published by, Azure.
 */
final class Recorded {

	private Recorded() {
	}

	static Object read(String file) {
		try (InputStream in = Recorded.class.getResourceAsStream("/azure-examples/" + file)) {
			return Json.read(in.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file, ex);
		}
	}

}
