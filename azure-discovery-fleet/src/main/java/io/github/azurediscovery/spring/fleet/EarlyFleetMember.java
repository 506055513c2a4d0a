package io.github.azurediscovery.spring.fleet;

import io.github.azurediscovery.AzureLookups;
import io.github.azurediscovery.LookupStandIn;
import io.github.azurediscovery.fleet.FleetMember;
import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Reads the fleet's store where there is no application context yet: thousands of
 * starting config clients must not meet Azure Resource Manager. Never a candidate, and
 * stands in for nothing without {@code azure.discovery.fleet.store}.
 */
final class EarlyFleetMember implements LookupStandIn {

	private final @Nullable FleetMember member;

	EarlyFleetMember(Binder binder, BindHandler handler) {
		FleetProperties properties = binder.bindOrCreate(FleetProperties.PREFIX, Bindable.of(FleetProperties.class),
				handler);
		this.member = properties.isMember() ? properties.member(false) : null;
	}

	@Override
	public @Nullable InstanceSource replace(AzureLookups lookups) {
		return (this.member != null) ? this.member.replace(lookups) : null;
	}

	@Override
	public void close() {
		if (this.member != null) {
			this.member.close();
		}
	}

}
