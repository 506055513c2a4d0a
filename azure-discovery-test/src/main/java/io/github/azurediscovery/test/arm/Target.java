package io.github.azurediscovery.test.arm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.test.http.Operation;
import io.github.azurediscovery.test.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for.
 *
 * @param operation the operation
 * @param subscription the subscription id
 * @param group the resource group, {@code null} for the whole subscription
 * @param scaleSet the scale set or {@code null}
 */
record Target(Operation operation, String subscription, @Nullable String group, @Nullable String scaleSet) {

	private static final Target OTHER = new Target(Operation.ARM_OTHER, "", null, null);

	static Target of(Request request) {
		List<String> path = request.segments();
		if (path.size() < 3 || !path.get(0).equalsIgnoreCase("subscriptions")) {
			return OTHER;
		}
		boolean inGroup = path.get(2).equalsIgnoreCase("resourceGroups") && path.size() > 4;
		String group = inGroup ? path.get(3) : null;
		List<String> rest = path.subList(inGroup ? 4 : 2, path.size());
		Operation operation = operation(rest, group != null, request.query());
		return new Target(operation, path.get(1), group, (rest.size() > 3) ? rest.get(3) : null);
	}

	private static Operation operation(List<String> rest, boolean inGroup, Map<String, String> query) {
		return switch (String.join("/", rest.subList(0, Math.min(3, rest.size()))).toLowerCase(Locale.ROOT)) {
			case "resources" -> Operation.RESOURCE_LIST;
			case "providers/microsoft.network/networkinterfaces" -> list(rest, Operation.NIC_LIST);
			case "providers/microsoft.network/publicipaddresses" -> list(rest, Operation.PUBLIC_IP_LIST);
			case "providers/microsoft.compute/virtualmachines" -> list(rest, vmList(query));
			case "providers/microsoft.compute/virtualmachinescalesets" -> scaleSet(rest, inGroup);
			default -> Operation.ARM_OTHER;
		};
	}

	private static Operation list(List<String> rest, Operation operation) {
		return (rest.size() == 3) ? operation : Operation.ARM_OTHER;
	}

	private static Operation vmList(Map<String, String> query) {
		if ("true".equalsIgnoreCase(query.get("statusonly"))) {
			return Operation.VM_STATUS_LIST;
		}
		return query.containsKey("$filter") ? Operation.FLEXIBLE_INSTANCE_LIST : Operation.VM_LIST;
	}

	private static Operation scaleSet(List<String> rest, boolean inGroup) {
		if (rest.size() == 3) {
			return Operation.SCALE_SET_LIST;
		}
		if (!inGroup || rest.size() > 5) {
			return Operation.ARM_OTHER;
		}
		if (rest.size() == 4) {
			return Operation.SCALE_SET_GET;
		}
		return switch (rest.get(4).toLowerCase(Locale.ROOT)) {
			case "virtualmachines" -> Operation.UNIFORM_INSTANCE_LIST;
			case "networkinterfaces" -> Operation.UNIFORM_NIC_LIST;
			case "publicipaddresses" -> Operation.UNIFORM_PUBLIC_IP_LIST;
			default -> Operation.ARM_OTHER;
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
