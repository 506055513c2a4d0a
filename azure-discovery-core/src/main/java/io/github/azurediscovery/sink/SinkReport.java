package io.github.azurediscovery.sink;

import java.util.Map;

/**
 * What a sink did to hold the desired state.
 *
 * @param changes how many things it changed; 0 if it held the state already
 * @param notes what a person should do, by service, such as to enlarge a backend; empty
 * if nothing
 */
public record SinkReport(int changes, Map<String, String> notes) {

	/** Nothing had to change. */
	public static final SinkReport UNCHANGED = new SinkReport(0, Map.of());

	public SinkReport {
		notes = Map.copyOf(notes);
	}

}
