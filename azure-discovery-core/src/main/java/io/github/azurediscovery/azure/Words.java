package io.github.azurediscovery.azure;

import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/** Turns an exception into one line for a person. */
final class Words {

	private static final int LONGEST = 400;

	private Words() {
	}

	static String of(@Nullable Throwable thrown) {
		if (thrown == null) {
			return "unknown";
		}
		if (thrown instanceof CompletionException && thrown.getCause() != null) {
			return of(thrown.getCause());
		}
		String message = thrown.getMessage();
		if (message == null || message.isBlank()) {
			return thrown.getClass().getSimpleName();
		}
		return line(message);
	}

	static String line(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return (line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "…";
	}

}
