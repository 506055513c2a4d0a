package io.github.azurediscovery.dashboard;

/**
 * An extension of the dashboard by the application. Each bean of this type names a
 * JavaScript module, which the page imports, and whose exported function
 * {@code mount(element)} it calls with an element of its own. The application serves the
 * module itself; the page's content security policy applies to it as well.
 *
 * @param title the heading of the panel
 * @param module the URL of the module, relative to the page
 */
public record DashboardExtension(String title, String module) {

	public DashboardExtension {
		if (module.isBlank() || module.startsWith("/") || module.contains(":")) {
			throw new IllegalArgumentException("Invalid module '" + module + "' of dashboard extension '" + title
					+ "': it must be a URL relative to the page, such as 'simulation/controls.js'");
		}
	}

}
