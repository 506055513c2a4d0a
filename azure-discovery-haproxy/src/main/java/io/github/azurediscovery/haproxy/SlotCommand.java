package io.github.azurediscovery.haproxy;

/**
 * What is to be done with one slot, as one line of commands. Made of names and numbers
 * that this library or HAProxy chose, and of parsed addresses; never of text from a tag.
 *
 * @param backend the backend
 * @param slot the server
 * @param line the commands, with {@code ;} between them
 */
record SlotCommand(String backend, String slot, String line) {

	String place() {
		return this.backend + "/" + this.slot;
	}

}
