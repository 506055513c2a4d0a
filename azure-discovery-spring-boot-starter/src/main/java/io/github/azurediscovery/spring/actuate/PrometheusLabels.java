package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceHealth;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one target, with the names of Prometheus's <a href=
 * "https://prometheus.io/docs/prometheus/latest/configuration/configuration/#azure_sd_config">Azure
 * discovery</a> where that has them. Prometheus drops labels that begin with
 * {@code __meta} after relabelling.
 */
final class PrometheusLabels {

	private static final String MACHINE = "__meta_azure_machine_";

	private static final String DISCOVERY = "__meta_azure_discovery_";

	private static final String MANAGEMENT_PATH = "management.context-path";

	private final Map<String, String> labels = new TreeMap<>();

	private PrometheusLabels() {
	}

	/**
	 * Create the labels of an instance.
	 * @param instance the instance
	 * @param routable whether it is offered to the load balancer
	 * @param health what speaks against it
	 * @param port the port to scrape
	 * @param tenant the tenant, or {@code null} if it is not known
	 * @return the labels, sorted by name
	 */
	static Map<String, String> of(Instance instance, boolean routable, InstanceHealth health, TargetPort port,
			@Nullable String tenant) {
		PrometheusLabels labels = new PrometheusLabels();
		labels.tags(instance);
		labels.machine(instance);
		labels.put("__meta_azure_subscription_id", instance.metadata().get(AzureMetadataKeys.SUBSCRIPTION));
		labels.put("__meta_azure_tenant_id", tenant);
		labels.put(DISCOVERY + "service", instance.service());
		labels.put(DISCOVERY + "zone", instance.zone());
		labels.put(DISCOVERY + "routable", String.valueOf(routable));
		labels.put(DISCOVERY + "reasons", health.codes());
		labels.put("__scheme__", instance.secure() ? "https" : "http");
		String path = instance.metadata().get(MANAGEMENT_PATH);
		if (path != null && port.servesManagement(instance)) {
			labels.put("__metrics_path__", metricsPath(path));
		}
		return labels.labels;
	}

	private void tags(Instance instance) {
		instance.metadata().forEach((key, value) -> {
			if (!AzureMetadataKeys.ALL.contains(key)) {
				put(MACHINE + "tag_" + key.replaceAll("[^A-Za-z0-9_]", "_"), value);
			}
		});
	}

	private void machine(Instance instance) {
		Map<String, String> metadata = instance.metadata();
		put(MACHINE + "name", instance.name());
		put(MACHINE + "location", instance.region());
		put(MACHINE + "private_ip", first(instance.addresses().privates()));
		put(MACHINE + "public_ip", first(instance.addresses().publics()));
		put(MACHINE + "resource_group", instance.resourceGroup());
		put(MACHINE + "scale_set", instance.scaleSet());
		put(MACHINE + "size", metadata.get(AzureMetadataKeys.VM_SIZE));
		put(MACHINE + "computer_name", metadata.get(AzureMetadataKeys.COMPUTER_NAME));
		put(MACHINE + "id", metadata.get(AzureMetadataKeys.RESOURCE_ID));
		put(MACHINE + "os_type", metadata.get(AzureMetadataKeys.OS_TYPE));
	}

	private static String metricsPath(String path) {
		String start = path.startsWith("/") ? path : "/" + path;
		return (start.endsWith("/") ? start : start + "/") + "prometheus";
	}

	private static @Nullable String first(List<String> addresses) {
		return addresses.isEmpty() ? null : addresses.get(0);
	}

	private void put(String label, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			this.labels.put(label, value);
		}
	}

}
