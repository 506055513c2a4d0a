package io.github.azurediscovery.sink;

/** Whether calls may go to an instance. */
public enum TargetState {

	/**
	 * The routes offer it to callers. That includes unhealthy instances while too few are
	 * healthy, so a service with instances always has a routable one.
	 */
	ROUTABLE,

	/** It still works, but maintenance is announced: no new calls. */
	LEAVING,

	/** It gets no calls, for the reasons given. */
	DOWN

}
