package io.github.azurediscovery.kill;

/**
 * How one request ended.
 *
 * @param at when it ended, in milliseconds since the epoch
 * @param picked when its instance was picked, for the last time if it was retried
 * @param target the address of that instance, {@code -} if none was picked
 * @param client which client sent it
 * @param ok whether it was answered with success
 * @param detail the name of who answered, else what went wrong
 */
record Outcome(long at, long picked, String target, String client, boolean ok, String detail) {

	static Outcome parse(String line) {
		String[] parts = line.split(" ", 6);
		return new Outcome(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3],
				Boolean.parseBoolean(parts[4]), parts[5]);
	}

	@Override
	public String toString() {
		return this.at + " " + this.picked + ' ' + this.target + ' ' + this.client + ' ' + this.ok + ' ' + this.detail;
	}

}
