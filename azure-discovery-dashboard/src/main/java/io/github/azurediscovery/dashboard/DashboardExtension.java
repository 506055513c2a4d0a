package io.github.azurediscovery.dashboard;

/**
 * Something that an application adds to the page. Each bean of this type names a
 * JavaScript module, which the page imports and whose exported function
 * {@code mount(element)} it calls with a panel of its own. The application serves the
 * module itself; the page's content-security policy holds for it as well.
 *
 * @param title the heading of the panel
 * @param module the URL of the module, relative to the page
 */
public record DashboardExtension(String title, String module) {

	public DashboardExtension {
		if (module.isBlank() || module.startsWith("/") || module.contains(":")) {
			throw new IllegalArgumentException("The module of the dashboard extension '" + title + "' is '" + module
					+ "': it must be a URL relative to the page, such as 'simulation/controls.js'");
		}
	}

}
