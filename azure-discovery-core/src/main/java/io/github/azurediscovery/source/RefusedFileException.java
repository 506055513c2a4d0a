package io.github.azurediscovery.source;

import java.io.IOException;

/**
 * A file is not one that is read. The message says what it is and what to do, and follows
 * the name of the file in a sentence.
 */
public class RefusedFileException extends IOException {

	/**
	 * Refuse a file.
	 * @param message what it is, such as "is a directory"
	 */
	public RefusedFileException(String message) {
		super(message);
	}

}
