package io.github.azurediscovery.envoy;

import io.github.azurediscovery.setting.SettingBounds;

/** Names the cluster of a service. */
final class ClusterNameTemplate {

	private static final String SETTING = "envoy.cluster.name";

	private static final String NAME = "{name}";

	private final String template;

	ClusterNameTemplate(String template) {
		this.template = template;
		SettingBounds.require(template.contains(NAME), SETTING, "'" + template + "'",
				"a template with {name}, or all services would share one cluster");
		SettingBounds.require(template.replace(NAME, "").matches("[A-Za-z0-9_.:-]*"), SETTING, "'" + template + "'",
				"made of {name}, letters, digits and _ . : -");
	}

	String name(String service) {
		return this.template.replace(NAME, service);
	}

}
