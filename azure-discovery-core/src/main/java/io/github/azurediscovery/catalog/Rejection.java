package io.github.azurediscovery.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Something seen that is not a member, with the reason.
 *
 * @param name the name Azure shows, or the line of a file; {@code *} for everything that
 * was seen
 * @param service the service it would have joined, where that is known
 * @param reason why it is not a member, for programs
 * @param detail the same in words for a person, which may repeat any text from outside
 * @param vm the identity of the VM that was seen, as instances have it; where it is
 * known, it speaks for that VM alone, and not for a namesake
 */
public record Rejection(String name, @Nullable String service, RejectionReason reason, String detail,
		@Nullable String vm) {

	private static final String EVERYTHING = "*";

	/** Make the words visible, since they may repeat any text from outside. */
	public Rejection {
		detail = VisibleText.of(detail);
	}

	/**
	 * A rejection of something whose VM is not known, or that is none.
	 * @param name the name Azure shows, or the line of a file
	 * @param service the service it would have joined, where that is known
	 * @param reason why it is not a member, for programs
	 * @param detail the same in words for a person
	 */
	public Rejection(String name, @Nullable String service, RejectionReason reason, String detail) {
		this(name, service, reason, detail, null);
	}

	/**
	 * A rejection of everything that was seen.
	 * @param reason why there are no members, for programs
	 * @param detail the same in words for a person
	 * @return the rejection
	 */
	public static Rejection ofEverything(RejectionReason reason, String detail) {
		return new Rejection(EVERYTHING, null, reason, detail);
	}

	/**
	 * Return this rejection, said of a VM.
	 * @param id the identity of the VM, as instances have it
	 * @return a new rejection
	 */
	public Rejection ofVm(String id) {
		return new Rejection(this.name, this.service, this.reason, this.detail, id);
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

}
