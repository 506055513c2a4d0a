package io.github.azurediscovery.azure;

import java.util.List;

import io.github.azurediscovery.source.FlagText;

/** Reads port and TLS of a configured service, from its settings or the VM's tags. */
final class ConfiguredService {

	private final ServiceLookup lookup;

	private final TagSettings settings;

	ConfiguredService(ServiceLookup lookup, TagSettings settings) {
		this.lookup = lookup;
		this.settings = settings;
	}

	Carried read(TagSet tags) {
		Integer port = this.lookup.port();
		if (port == null) {
			String text = Ports.at(Ports.list(tags.get(this.settings.instancePort())), 0);
			if (text == null) {
				text = Ports.at(Ports.list(tags.get(this.settings.port())), 0);
			}
			if (text == null) {
				return Carried.problem(this.lookup.service(), "no port: set azure.discovery.services."
						+ this.lookup.service() + ".port, or tag " + this.settings.port());
			}
			port = Ports.parse(text);
			if (port == null) {
				return Carried.problem(this.lookup.service(), "bad port '" + text + "': not a number from 1 to 65535");
			}
		}
		String tagged = Ports.at(Ports.list(tags.get(this.settings.secure())), 0);
		Boolean secure = (this.lookup.secure() != null) ? this.lookup.secure() : Ports.secure(tagged, port);
		if (secure == null) {
			return Carried.problem(this.lookup.service(),
					"bad value '" + tagged + "' of tag " + this.settings.secure() + ": not " + FlagText.CHOICES);
		}
		return new Carried(List.of(new Binding(this.lookup.service(), port, secure, false)), List.of());
	}

}
