package io.github.azurediscovery.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Something seen that is not a member, with the reason.
 *
 * @param name the name Azure shows, or the line of a file; {@code *} for everything that
 * was seen
 * @param service the service it would have joined, where that is known
 * @param reason why it is not a member, in words for a person
 * @param outright whether this was said of the very item, so that a member of that name
 * leaves at once; {@code false} where only a part of the item was seen, so that a member
 * of that name counts as missing
 * @param vm the identity of the VM that was seen, as instances have it; where it is
 * known, it speaks for that VM alone, and not for a namesake
 * @param kind what sort of reason it is, to count by: the words may repeat any text from
 * outside
 */
public record Rejection(String name, @Nullable String service, String reason, boolean outright, @Nullable String vm,
		Kind kind) {

	private static final String EVERYTHING = "*";

	/** Make the reason visible, since it may repeat any text from outside. */
	public Rejection {
		reason = VisibleText.of(reason);
	}

	/**
	 * A rejection of no particular kind.
	 * @param name the name Azure shows, or the line of a file
	 * @param service the service it would have joined, where that is known
	 * @param reason why it is not a member, in words for a person
	 * @param outright whether this was said of the very item
	 * @param vm the identity of the VM that was seen, where it is known
	 */
	public Rejection(String name, @Nullable String service, String reason, boolean outright, @Nullable String vm) {
		this(name, service, reason, outright, vm, Kind.OTHER);
	}

	/**
	 * A rejection that was said outright.
	 * @param name the name Azure shows, or the line of a file
	 * @param service the service it would have joined, where that is known
	 * @param reason why it is not a member, in words for a person
	 */
	public Rejection(String name, @Nullable String service, String reason) {
		this(name, service, reason, true, null);
	}

	/**
	 * A rejection of which only a part was seen, such as a network interface without its
	 * VM.
	 * @param name the name Azure would show
	 * @param service the service it would have joined, where that is known
	 * @param reason why it is not a member, in words for a person
	 * @return the rejection
	 */
	public static Rejection incomplete(String name, @Nullable String service, String reason) {
		return new Rejection(name, service, reason, false, null);
	}

	/**
	 * Return this rejection, said of a VM.
	 * @param id the identity of the VM, as instances have it
	 * @return a new rejection
	 */
	public Rejection ofVm(String id) {
		return new Rejection(this.name, this.service, this.reason, this.outright, id, this.kind);
	}

	/**
	 * Return this rejection, said for a kind of reason.
	 * @param kind the kind
	 * @return a new rejection
	 */
	public Rejection as(Kind kind) {
		return new Rejection(this.name, this.service, this.reason, this.outright, this.vm, kind);
	}

	/**
	 * Return whether this speaks of an instance.
	 * @param instance an instance of the source that rejected
	 * @return whether it is the same VM, or one of the same name where no VM is known
	 */
	public boolean speaksOf(Instance instance) {
		String own = this.vm;
		boolean same = (own != null) ? instance.id().equals(own) || instance.id().startsWith(own + ":")
				: this.name.equalsIgnoreCase(instance.name());
		return same && (this.service == null || this.service.equals(instance.service()));
	}

	/**
	 * A rejection of everything that was seen, for one reason.
	 * @param reason why there are no members, in words for a person
	 * @return the rejection
	 */
	public static Rejection everything(String reason) {
		return new Rejection(EVERYTHING, null, reason);
	}

	/**
	 * Return whether everything that was seen is rejected.
	 * @return {@code false} if this is about one item
	 */
	public boolean isEverything() {
		return this.name.equals(EVERYTHING);
	}

	/** Why something is not a member, as few words as can be counted by. */
	public enum Kind {

		/** It is not running, or not confirmed, by Azure's word. */
		STATUS,

		/** It has no network interface, or no address of the wanted kind. */
		ADDRESS,

		/** Its port is missing, or none. */
		PORT,

		/** What it says about TLS is no flag, or is not heeded. */
		TLS,

		/** Its weight is not bearable; the instance stays. */
		WEIGHT,

		/** No service can have such an id, or none by the tag convention. */
		SERVICE_ID,

		/** The service is configured, or that of another source. */
		TAKEN,

		/** The service is not on the list of those that may be joined. */
		NOT_LISTED,

		/** It is excluded by a tag, a region, or as this VM itself. */
		EXCLUDED,

		/** There is more than may be. */
		LIMIT,

		/** It is there already. */
		DUPLICATE,

		/** Nothing carries the tag. */
		UNTAGGED,

		/** A scale set is missing, or could not be read. */
		UNREADABLE,

		/** It is no address, or no instance. */
		INVALID,

		/** Anything else. */
		OTHER

	}

}
