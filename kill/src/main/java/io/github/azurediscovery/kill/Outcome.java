package io.github.azurediscovery.kill;

/**
 * How one request ended.
 *
 * @param at when it ended, in milliseconds since the epoch
 * @param client which client sent it
 * @param ok whether it was answered with success
 * @param detail the name of who answered, else what went wrong
 */
record Outcome(long at, String client, boolean ok, String detail) {

	static Outcome parse(String line) {
		String[] parts = line.split(" ", 4);
		return new Outcome(Long.parseLong(parts[0]), parts[1], Boolean.parseBoolean(parts[2]), parts[3]);
	}

	@Override
	public String toString() {
		return this.at + " " + this.client + ' ' + this.ok + ' ' + this.detail;
	}

}
