package io.github.azurediscovery.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.VisibleText;

/**
 * Gathers the addresses of one service from text, one by one; what is no address is
 * rejected and harms no other.
 */
final class ServiceAddressCollector {

	private static final int MOST_REJECTED = 1000;

	private final ServiceAddressDefaults defaults;

	private final String source;

	private final List<Instance> instances = new ArrayList<>();

	private final List<Rejection> rejected = new ArrayList<>();

	private int untold;

	ServiceAddressCollector(ServiceAddressDefaults defaults, String source) {
		this.defaults = defaults;
		this.source = source;
	}

	/**
	 * Add an address.
	 * @param item what to call the address if it is rejected, such as a line of a file
	 * @param text the address
	 * @return this list
	 */
	ServiceAddressCollector add(String item, String text) {
		try {
			this.instances.add(HostAndPort.parse(text, this.defaults.port())
				.instance(this.defaults.service(), this.source)
				.secure(this.defaults.secure())
				.build());
		}
		catch (IllegalArgumentException ex) {
			reject(item, RejectionReason.INVALID_ADDRESS, String.valueOf(ex.getMessage()));
		}
		return this;
	}

	void add(Instance instance) {
		this.instances.add(instance);
	}

	void reject(String item, RejectionReason reason, String detail) {
		if (this.rejected.size() < MOST_REJECTED) {
			this.rejected.add(new Rejection(VisibleText.of(item), this.defaults.service(), reason, detail));
		}
		else {
			this.untold++;
		}
	}

	/** Reject duplicates. */
	void rejectTwins() {
		Set<String> seen = new HashSet<>();
		for (Instance instance : this.instances) {
			if (!seen.add(instance.id())) {
				reject(instance.id(), RejectionReason.DUPLICATE, "'" + instance.id() + "' is there more than once");
			}
		}
	}

	boolean isEmpty() {
		return this.instances.isEmpty() && this.rejected.isEmpty();
	}

	List<Rejection> rejected() {
		List<Rejection> all = new ArrayList<>(this.rejected);
		if (this.untold > 0) {
			all.add(new Rejection("…", this.defaults.service(), RejectionReason.INVALID_ADDRESS,
					"and " + this.untold + " more that are no addresses"));
		}
		return List.copyOf(all);
	}

	SourceAnswer answer() {
		return SourceAnswer.of(this.instances, rejected());
	}

	/**
	 * Return the answer, unless there is text and none of it is an address: such a thing
	 * was not meant for us, and must not empty the service.
	 * @param where where the text stands
	 * @return the answer
	 * @throws SourceException if every item is rejected
	 */
	SourceAnswer answerUnlessAllAreBad(String where) throws SourceException {
		if (this.instances.isEmpty() && !this.rejected.isEmpty()) {
			Rejection first = this.rejected.get(0);
			throw SourceException.builder(where + " has no valid address: " + first.name() + ": " + first.detail())
				.reason(SourceException.Reason.INVALID)
				.build();
		}
		return answer();
	}

}
