package io.github.azurediscovery.test.arm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.IncomingRequest;

/**
 * Access rights by subject. Every request may read everything until rights are set. Safe
 * for use by several threads.
 */
public final class SimulatedAccess {

	private final Map<String, ReadRights> assignments = new ConcurrentHashMap<>();

	private final Runnable onChange;

	private volatile ReadRights others = ReadRights.EVERYTHING;

	private volatile boolean tokenRequired;

	/**
	 * Create unrestricted access.
	 * @param onChange called after every change
	 */
	public SimulatedAccess(Runnable onChange) {
		this.onChange = onChange;
	}

	/**
	 * Set the rights of subjects without rights of their own, including requests without
	 * a token.
	 * @param rights the rights
	 */
	public void defaultRights(ReadRights rights) {
		this.others = rights;
		this.onChange.run();
	}

	/**
	 * Set what a subject may read.
	 * @param subject the subject of its tokens; {@link TokenSubject#ANONYMOUS} for
	 * requests without a token
	 * @param rights the rights
	 */
	public void subject(String subject, ReadRights rights) {
		this.assignments.put(subject, rights);
		this.onChange.run();
	}

	/**
	 * Refuse requests without a token, as Azure does.
	 * @param required whether to refuse them
	 */
	public void tokenRequired(boolean required) {
		this.tokenRequired = required;
	}

	/**
	 * Return to unrestricted access.
	 */
	public void clear() {
		this.assignments.clear();
		this.others = ReadRights.EVERYTHING;
		this.tokenRequired = false;
		this.onChange.run();
	}

	ReadRights of(TokenSubject subject) {
		return this.assignments.getOrDefault(subject.name(), this.others);
	}

	/**
	 * Identify the subject of a request.
	 */
	TokenSubject identify(IncomingRequest request) {
		TokenSubject subject = TokenSubject.of(request);
		if (this.tokenRequired && subject.anonymous()) {
			throw new ArmRefusalException(401, "AuthenticationFailed",
					"Authentication failed. The 'Authorization' header is missing.");
		}
		return subject;
	}

	/**
	 * Refuse a list the subject may not read as a whole. The resource list is never
	 * refused: it shows what may be read.
	 */
	void check(TokenSubject subject, ArmTarget target) {
		String action = action(target.operation());
		String scope = (target.scaleSet() != null)
				? target.scope() + "/providers/Microsoft.Compute/virtualMachineScaleSets/" + target.scaleSet()
				: target.scope();
		if (target.operation() != AzureOperation.RESOURCE_LIST && !of(subject).allow(action, scope)) {
			throw new ArmRefusalException(403, "AuthorizationFailed", "The client '" + subject.name()
					+ "' with object id '" + subject.objectId() + "' does not have authorization to perform action '"
					+ action + "' over scope '" + scope
					+ "' or the scope is invalid. If access was recently granted, please refresh your credentials.");
		}
	}

	/**
	 * Return the action an operation needs.
	 * @param operation an operation of Azure Resource Manager
	 * @return the action, as roles name it
	 */
	static String action(AzureOperation operation) {
		return switch (operation) {
			case VM_LIST, VM_STATUS_LIST, FLEXIBLE_INSTANCE_LIST -> "Microsoft.Compute/virtualMachines/read";
			case UNIFORM_INSTANCE_LIST -> "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read";
			case UNIFORM_NIC_LIST -> "Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read";
			case UNIFORM_PUBLIC_IP_LIST -> "Microsoft.Compute/virtualMachineScaleSets/publicIPAddresses/read";
			case NIC_LIST -> "Microsoft.Network/networkInterfaces/read";
			case PUBLIC_IP_LIST -> "Microsoft.Network/publicIPAddresses/read";
			case SCALE_SET_GET, SCALE_SET_LIST -> "Microsoft.Compute/virtualMachineScaleSets/read";
			default -> "Microsoft.Resources/subscriptions/resources/read";
		};
	}

}
