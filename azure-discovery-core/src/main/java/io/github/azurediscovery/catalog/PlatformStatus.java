package io.github.azurediscovery.catalog;

/**
 * Azure's own word about a member: its power state, refined by the Application Health
 * extension where one is installed. A VM that Azure says is not running is no member at
 * all and has no status here.
 */
public enum PlatformStatus {

	/** Running, and not unhealthy by Application Health. */
	RUNNING(true),

	/** Azure did not say, or could not be asked: the instance is kept. */
	UNKNOWN(true),

	/** Application Health has not decided yet. */
	INITIALIZING(false),

	/** Application Health says that the application does not answer. */
	UNHEALTHY(false);

	private final boolean routable;

	PlatformStatus(boolean routable) {
		this.routable = routable;
	}

	/**
	 * Return whether an instance in this status may be picked.
	 * @return whether Azure's word allows traffic
	 */
	public boolean routable() {
		return this.routable;
	}

}
