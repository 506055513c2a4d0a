package io.github.azurediscovery.kill;

/**
 * The outcome of one request.
 *
 * @param at when it ended, in milliseconds since the epoch
 * @param picked when its load balancer was asked for an instance, for the last time if it
 * was retried
 * @param target the address of that instance, {@code -} if none was picked
 * @param told when its failure had returned to the caller, 0 if it was not reported to
 * the load balancer
 * @param client which client sent it
 * @param ok whether it was answered with success
 * @param detail the name of the instance that answered, or what went wrong
 */
record RequestOutcome(long at, long picked, String target, long told, String client, boolean ok, String detail) {

	static RequestOutcome parse(String line) {
		String[] parts = line.split(" ", 7);
		return new RequestOutcome(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2],
				Long.parseLong(parts[3]), parts[4], Boolean.parseBoolean(parts[5]), parts[6]);
	}

	@Override
	public String toString() {
		return this.at + " " + this.picked + ' ' + this.target + ' ' + this.told + ' ' + this.client + ' ' + this.ok
				+ ' ' + this.detail;
	}

}
