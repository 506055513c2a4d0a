package io.github.azurediscovery.azure.http;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;

import io.github.azurediscovery.catalog.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exception in one line of visible characters, whatever external text its
 * message contains. The JDK's HTTP client says nothing where no connection came about.
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
		if (message != null && !message.isBlank()) {
			return line(message);
		}
		return (thrown instanceof ConnectException) ? "no connection" : thrown.getClass().getSimpleName();
	}

	/**
	 * Return the message, with that of the broken connection or else the root cause
	 * behind it.
	 */
	public static String withCause(@Nullable Throwable thrown) {
		Throwable root = thrown;
		while (root != null && root.getCause() != null && !(root instanceof IOException)) {
			root = root.getCause();
		}
		String text = of(thrown);
		String cause = of(root);
		return (root == thrown || text.contains(cause)) ? text : line(text + " (" + cause + ")");
	}

	public static String line(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return VisibleText.of((line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "…");
	}

}
