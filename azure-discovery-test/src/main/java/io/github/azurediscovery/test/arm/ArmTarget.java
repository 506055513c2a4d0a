package io.github.azurediscovery.test.arm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.IncomingRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for.
 *
 * @param operation the operation
 * @param subscription the subscription id
 * @param group the resource group, {@code null} for the whole subscription
 * @param scaleSet the scale set or {@code null}
 */
record ArmTarget(AzureOperation operation, String subscription, @Nullable String group, @Nullable String scaleSet) {

	private static final ArmTarget OTHER = new ArmTarget(AzureOperation.ARM_OTHER, "", null, null);

	static ArmTarget of(IncomingRequest request) {
		List<String> path = request.segments();
		if (path.size() < 3 || !path.get(0).equalsIgnoreCase("subscriptions")) {
			return OTHER;
		}
		boolean inGroup = path.get(2).equalsIgnoreCase("resourceGroups") && path.size() > 4;
		String group = inGroup ? path.get(3) : null;
		List<String> rest = path.subList(inGroup ? 4 : 2, path.size());
		AzureOperation operation = operation(rest, group != null, request.query());
		return new ArmTarget(operation, path.get(1), group, (rest.size() > 3) ? rest.get(3) : null);
	}

	private static AzureOperation operation(List<String> rest, boolean inGroup, Map<String, String> query) {
		return switch (String.join("/", rest.subList(0, Math.min(3, rest.size()))).toLowerCase(Locale.ROOT)) {
			case "resources" -> AzureOperation.RESOURCE_LIST;
			case "providers/microsoft.network/networkinterfaces" -> list(rest, AzureOperation.NIC_LIST);
			case "providers/microsoft.network/publicipaddresses" -> list(rest, AzureOperation.PUBLIC_IP_LIST);
			case "providers/microsoft.compute/virtualmachines" -> list(rest, vmList(query));
			case "providers/microsoft.compute/virtualmachinescalesets" -> scaleSet(rest, inGroup);
			default -> AzureOperation.ARM_OTHER;
		};
	}

	private static AzureOperation list(List<String> rest, AzureOperation operation) {
		return (rest.size() == 3) ? operation : AzureOperation.ARM_OTHER;
	}

	private static AzureOperation vmList(Map<String, String> query) {
		if ("true".equalsIgnoreCase(query.get("statusonly"))) {
			return AzureOperation.VM_STATUS_LIST;
		}
		return query.containsKey("$filter") ? AzureOperation.FLEXIBLE_INSTANCE_LIST : AzureOperation.VM_LIST;
	}

	private static AzureOperation scaleSet(List<String> rest, boolean inGroup) {
		if (rest.size() == 3) {
			return AzureOperation.SCALE_SET_LIST;
		}
		if (!inGroup || rest.size() > 5) {
			return AzureOperation.ARM_OTHER;
		}
		if (rest.size() == 4) {
			return AzureOperation.SCALE_SET_GET;
		}
		return switch (rest.get(4).toLowerCase(Locale.ROOT)) {
			case "virtualmachines" -> AzureOperation.UNIFORM_INSTANCE_LIST;
			case "networkinterfaces" -> AzureOperation.UNIFORM_NIC_LIST;
			case "publicipaddresses" -> AzureOperation.UNIFORM_PUBLIC_IP_LIST;
			default -> AzureOperation.ARM_OTHER;
		};
	}

	/**
	 * Return the scope that rights are checked on.
	 */
	String scope() {
		String scope = "/subscriptions/" + this.subscription;
		if (this.group != null) {
			scope += "/resourceGroups/" + this.group;
		}
		return scope;
	}

	String requiredScaleSet() {
		if (this.scaleSet == null) {
			throw new IllegalStateException("No scale set in " + this);
		}
		return this.scaleSet;
	}

}
