package io.github.azurediscovery.spring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * {@link InfoContributor} for the VM that the application runs on, once its instance
 * metadata is known. Sends no requests.
 */
final class AzureInstanceInfoContributor implements InfoContributor {

	private final ImdsClient imds;

	AzureInstanceInfoContributor(ImdsClient imds) {
		this.imds = imds;
	}

	@Override
	public void contribute(Info.Builder builder) {
		InstanceMetadata own = this.imds.known();
		if (own != null) {
			builder.withDetail("azure", details(own));
		}
	}

	private static Map<String, Object> details(InstanceMetadata own) {
		Map<String, Object> details = new LinkedHashMap<>();
		put(details, "vmId", own.vmId());
		put(details, "vm", own.name());
		put(details, "scaleSet", (own.scaleSet() != null) ? own.scaleSet().name() : null);
		put(details, "zone", own.zone());
		put(details, "region", own.location());
		put(details, "resourceGroup", own.resourceGroup());
		put(details, "size", own.size());
		put(details, "standbyPool", (own.standby() != null) ? own.standby().toString() : null);
		return details;
	}

	private static void put(Map<String, Object> details, String key, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			details.put(key, value);
		}
	}

}
