package io.github.azurediscovery.catalog;

import java.util.Locale;

/**
 * Why something that was seen is not an instance, for programs: a fixed vocabulary of all
 * sources, whose {@linkplain #code() codes} the actuator endpoint, the dashboard and the
 * metrics show. A code is never made from text that comes from outside, and does not
 * change. The words of a {@link Rejection} tell the details to a person.
 */
public enum RejectionReason {

	/** Azure says that the VM is stopped, deallocated or hibernated: start it. */
	NOT_RUNNING,

	/** Azure is creating the VM, or tries again to: nothing to do. */
	BEING_CREATED,

	/** Azure is deleting the VM, or tries again to: nothing to do. */
	BEING_DELETED,

	/** The VM waits in the standby pool of its scale set: nothing to do. */
	IN_STANDBY_POOL,

	/**
	 * Only a part of it was seen, and the rest is not confirmed yet: wait. A custom
	 * source uses it for what it has seen incompletely.
	 */
	UNCONFIRMED,

	/**
	 * No network interface of the VM lies in the configured scope: add the resource group
	 * of the interface to the scope.
	 */
	NO_NETWORK_INTERFACE,

	/**
	 * A network interface has no VM, because that was over-provisioned or is being
	 * deleted: nothing to do.
	 */
	INTERFACE_WITHOUT_VM,

	/**
	 * The VM of a network interface lies outside the configured scope: add its resource
	 * group to the scope, or ignore it.
	 */
	VM_OUT_OF_SCOPE,

	/**
	 * The primary network interface has no address of the wanted kind: give it one, or
	 * choose another kind.
	 */
	NO_ADDRESS,

	/** No port is known for the service: add a tag, or configure the port. */
	NO_PORT,

	/** A tag has a port that is not a number from 1 to 65535: correct the tag. */
	INVALID_PORT,

	/** A tag has more ports than services are named: remove it, or name the service. */
	UNUSED_PORT,

	/** A tag about TLS is neither true nor false: correct the tag. */
	INVALID_TLS,

	/**
	 * A tag is to switch off TLS for a configured service, which it cannot; the instance
	 * stays, with TLS: remove the tag, or configure the service.
	 */
	TLS_NOT_DISABLED,

	/**
	 * A weight is not a number from 1 to 1000; the instance stays: correct the weight.
	 */
	INVALID_WEIGHT,

	/** A tag names a service whose id is not a valid host name: correct the tag. */
	INVALID_SERVICE_ID,

	/**
	 * A tag names a service that looks like an IP address or is a host that others serve:
	 * find out who set the tag.
	 */
	RESERVED_SERVICE_ID,

	/**
	 * A tag names a service that is configured or belongs to another source: remove the
	 * tag, or find out who set it.
	 */
	SERVICE_TAKEN,

	/** A tag names a service that is not on the list of allowed ones: add it there. */
	SERVICE_NOT_ALLOWED,

	/** Tags name more services than they may: remove some. */
	TOO_MANY_SERVICES,

	/** The same instance is there already: remove one of the two. */
	DUPLICATE,

	/** The configuration excludes VMs with such tags, or does not include them. */
	EXCLUDED_BY_TAG,

	/** The VM is in a region outside the configured ones. */
	EXCLUDED_BY_REGION,

	/** It is the VM that this application runs on, which is configured to be left out. */
	EXCLUDED_SELF,

	/**
	 * The service is configured here, and what the fleet shares has no instance of it:
	 * configure it where the poller runs.
	 */
	SERVICE_NOT_SHARED,

	/** VMs were seen, and none carries the tag: correct the tags, or their prefix. */
	UNTAGGED,

	/** No scale set has that name in the scope: correct the name, or ignore it. */
	SCALE_SET_MISSING,

	/** A scale set could not be read; its instances are kept: see the error. */
	SCALE_SET_UNREADABLE,

	/** A text is not a valid address: correct it. */
	INVALID_ADDRESS,

	/** A source provides an instance that cannot be one: correct the source. */
	INVALID_INSTANCE,

	/** A DNS target has no address: correct the DNS record. */
	UNRESOLVED,

	/** Other DNS targets have a lower priority, which is preferred: nothing to do. */
	LOWER_PRIORITY,

	/** The application removed the service that it had pushed: nothing to do. */
	REMOVED,

	/** Anything else, such as what a custom source rejects: see the words. */
	OTHER;

	/**
	 * Return the code, such as {@code not-running}.
	 * @return lower-case words with hyphens
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return whether this proves that the item is not an instance. A member of that name
	 * then leaves at once. Otherwise it stays if the answer has it, and counts as missing
	 * if not, for the guard against sudden loss to judge.
	 * @return {@code false} if only a part of the item was seen or rejected
	 */
	public boolean provesAbsence() {
		return switch (this) {
			case UNCONFIRMED, INTERFACE_WITHOUT_VM, VM_OUT_OF_SCOPE, TLS_NOT_DISABLED, INVALID_WEIGHT, UNTAGGED,
					SERVICE_NOT_SHARED, SCALE_SET_MISSING, SCALE_SET_UNREADABLE ->
				false;
			default -> true;
		};
	}

}
