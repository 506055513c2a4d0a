package io.github.azurediscovery.test.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The faults in force. The youngest that concerns a request strikes it. Safe for use by
 * several threads.
 */
public final class ActiveFaults {

	private final List<Armed> armed = new ArrayList<>();

	/**
	 * Let a fault strike some operations.
	 * @param fault the fault
	 * @param operations the operations it strikes
	 */
	public synchronized void add(AzureFault fault, Collection<AzureOperation> operations) {
		this.armed.add(0, new Armed(fault, EnumSet.copyOf(operations)));
	}

	/**
	 * End all faults.
	 */
	public synchronized void clear() {
		this.armed.clear();
	}

	/**
	 * End the faults of some operations.
	 * @param operations the operations
	 */
	public synchronized void clear(Collection<AzureOperation> operations) {
		this.armed.forEach((armed) -> armed.operations.removeAll(operations));
	}

	synchronized @Nullable AzureFault next(IncomingRequest request) {
		for (Armed candidate : this.armed) {
			if (candidate.strikes(request)) {
				return candidate.fault;
			}
		}
		return null;
	}

	private static final class Armed {

		private final AzureFault fault;

		private final Set<AzureOperation> operations;

		private int toSkip;

		private int left;

		private Armed(AzureFault fault, Set<AzureOperation> operations) {
			this.fault = fault;
			this.operations = operations;
			this.toSkip = fault.skip();
			this.left = fault.times();
		}

		private boolean strikes(IncomingRequest request) {
			if (this.left == 0 || !this.operations.contains(request.operation()) || !this.fault.concerns(request)) {
				return false;
			}
			if (this.toSkip > 0) {
				this.toSkip--;
				return false;
			}
			if (this.left != Integer.MAX_VALUE) {
				this.left--;
			}
			return true;
		}

	}

}
