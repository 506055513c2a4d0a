package io.github.azurediscovery.imds;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Which VM this is, by its own instance metadata.
 *
 * @param vmId the identity of the VM
 * @param name the name Azure shows, also the one in scheduled events
 * @param resourceId the resource id
 * @param subscriptionId the subscription
 * @param resourceGroup the resource group
 * @param location the region
 * @param zone the availability zone, where there is one
 * @param azEnvironment the name of the cloud, in no fixed case
 * @param size the size of the VM, such as {@code Standard_D2s_v5}
 * @param scaleSet the scale set it belongs to, where there is one
 * @param standby whether it waits in a standby pool; {@code null} where the service does
 * not say. Microsoft Learn, "Get standby pool and instance details", has the service tell
 * it as {@code isVmInStandbyPool}, and not in which version of the document
 * @param tags the tags; names compare ignoring case
 * @param interfaces the network interfaces, by hardware address: the service has no fixed
 * order
 */
public record InstanceMetadata(String vmId, String name, String resourceId, String subscriptionId, String resourceGroup,
		String location, @Nullable String zone, String azEnvironment, String size,
		@Nullable ScaleSetMembership scaleSet, @Nullable Boolean standby, Map<String, String> tags,
		List<VmNetworkInterface> interfaces) {

	public InstanceMetadata {
		Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		copy.putAll(tags);
		tags = Collections.unmodifiableMap(copy);
		interfaces = interfaces.stream().sorted(Comparator.comparing(VmNetworkInterface::macAddress)).toList();
	}

	/** Return where it is, in words. */
	String place() {
		StringBuilder words = new StringBuilder("resource group ").append(this.resourceGroup);
		words.append((this.scaleSet != null) ? ", scale set " + this.scaleSet.name() : ", no scale set");
		words.append((this.zone != null) ? ", zone " + this.zone : "");
		return words.append(Boolean.TRUE.equals(this.standby) ? ", in a standby pool" : "").toString();
	}

	static @Nullable InstanceMetadata parse(String document) {
		JsonNode root;
		try {
			root = InstanceMetadataJson.read(document);
		}
		catch (JsonProcessingException ex) {
			return null;
		}
		JsonNode compute = root.path("compute");
		String vmId = InstanceMetadataJson.textOrNull(compute, "vmId");
		if (vmId == null) {
			return null;
		}
		Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		compute.path("tagsList")
			.forEach(
					(tag) -> tags.put(InstanceMetadataJson.text(tag, "name"), InstanceMetadataJson.text(tag, "value")));
		return new InstanceMetadata(vmId, InstanceMetadataJson.text(compute, "name"),
				InstanceMetadataJson.text(compute, "resourceId"), InstanceMetadataJson.text(compute, "subscriptionId"),
				InstanceMetadataJson.text(compute, "resourceGroupName"), InstanceMetadataJson.text(compute, "location"),
				InstanceMetadataJson.textOrNull(compute, "zone"), InstanceMetadataJson.text(compute, "azEnvironment"),
				InstanceMetadataJson.text(compute, "vmSize"), ScaleSetMembership.parse(compute), standby(compute), tags,
				InstanceMetadataJson.list(root.path("network").path("interface"), VmNetworkInterface::parse));
	}

	private static @Nullable Boolean standby(JsonNode compute) {
		String text = InstanceMetadataJson.textOrNull(compute, "isVmInStandbyPool");
		return (text != null) ? Boolean.valueOf(text) : null;
	}

}
