package io.github.azurediscovery.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.github.azurediscovery.test.http.JsonText;

/**
 * Answers recorded from, or published by, Azure.
 */
final class RecordedAnswers {

	private RecordedAnswers() {
	}

	static Object read(String file) {
		try (InputStream in = RecordedAnswers.class.getResourceAsStream("/azure-examples/" + file)) {
			return JsonText.read(in.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file, ex);
		}
	}

}
