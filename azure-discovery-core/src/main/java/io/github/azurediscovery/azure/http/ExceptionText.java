package io.github.azurediscovery.azure.http;

import java.io.IOException;
import java.util.concurrent.CompletionException;

import io.github.azurediscovery.catalog.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Turns an exception into one line for a person, whatever text from outside it repeats.
 */
public final class ExceptionText {

	private static final int LONGEST = 400;

	private ExceptionText() {
	}

	public static String of(@Nullable Throwable thrown) {
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

	/**
	 * The message, and that of the broken connection behind it, else of the first cause.
	 */
	public static String withCause(@Nullable Throwable thrown) {
		Throwable root = thrown;
		while (root != null && root.getCause() != null && !(root instanceof IOException)) {
			root = root.getCause();
		}
		String words = of(thrown);
		String cause = of(root);
		return (root == thrown || words.contains(cause)) ? words : line(words + " (" + cause + ")");
	}

	public static String line(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return VisibleText.of((line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "…");
	}

}
