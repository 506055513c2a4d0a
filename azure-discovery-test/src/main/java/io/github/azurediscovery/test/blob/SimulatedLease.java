package io.github.azurediscovery.test.blob;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The lease on one blob. Its id is known beyond its end, until another takes it or the
 * blob is written.
 */
final class SimulatedLease {

	/** {@code null} if there is no lease, or none any longer. */
	private @Nullable String id;

	/** {@code null} for ever. */
	private @Nullable Duration duration;

	private Instant ends = Instant.MAX;

	private boolean breaking;

	String state(Instant now) {
		if (this.id == null) {
			return "available";
		}
		boolean over = !now.isBefore(this.ends);
		if (this.breaking) {
			return over ? "broken" : "breaking";
		}
		return over ? "expired" : "leased";
	}

	boolean isInfinite() {
		return this.duration == null;
	}

	private boolean isHeld(Instant now) {
		return state(now).equals("leased") || state(now).equals("breaking");
	}

	String acquire(String proposed, @Nullable Duration duration, Instant now) {
		if (isHeld(now) && (this.breaking || !proposed.equals(this.id))) {
			throw refusal(409, "LeaseAlreadyPresent", "There is already a lease present.");
		}
		this.id = proposed;
		this.duration = duration;
		this.breaking = false;
		start(now);
		return proposed;
	}

	void renew(@Nullable String id, Instant now) {
		check(id);
		if (this.breaking) {
			throw refusal(409, "LeaseIsBrokenAndCannotBeRenewed",
					"The lease ID matched, but the lease has been broken explicitly and cannot be renewed.");
		}
		start(now);
	}

	void release(@Nullable String id) {
		check(id);
		this.id = null;
	}

	/**
	 * Break the lease.
	 * @param period how long it still holds at most, {@code null} for the rest of it
	 * @param now the time
	 * @return how long it still holds
	 */
	Duration end(@Nullable Duration period, Instant now) {
		if (this.id == null) {
			throw refusal(409, "LeaseNotPresentWithLeaseOperation", "There is currently no lease on the blob.");
		}
		Duration rest = this.ends.equals(Instant.MAX) ? Duration.ZERO : Duration.between(now, this.ends);
		Duration left = (period != null && (this.ends.equals(Instant.MAX) || period.compareTo(rest) < 0)) ? period
				: rest;
		left = left.isNegative() ? Duration.ZERO : left;
		this.breaking = true;
		this.ends = now.plus(left);
		return left;
	}

	/** Check whether a write with this id, or without one, may go on. */
	void checkWrite(@Nullable String id, Instant now) {
		if (!isHeld(now)) {
			if (id != null) {
				throw refusal(412, "LeaseNotPresentWithBlobOperation", "There is currently no lease on the blob.");
			}
			return;
		}
		if (id == null) {
			throw refusal(412, "LeaseIdMissing",
					"There is currently a lease on the blob and no lease ID was specified in the request.");
		}
		if (!id.equals(this.id)) {
			throw refusal(412, "LeaseIdMismatchWithBlobOperation",
					"The lease ID specified did not match the lease ID for the blob.");
		}
	}

	/** A write forgets a lease that does not hold any more. */
	void written(Instant now) {
		if (!isHeld(now)) {
			this.id = null;
			this.breaking = false;
		}
	}

	private void check(@Nullable String id) {
		if (id == null) {
			throw new BlobRefusalException(400, "MissingRequiredHeader", "x-ms-lease-id is missing.");
		}
		if (!id.equals(this.id)) {
			throw refusal(409, "LeaseIdMismatchWithLeaseOperation",
					"The lease ID specified did not match the lease ID for the blob.");
		}
	}

	private void start(Instant now) {
		this.ends = (this.duration != null) ? now.plus(this.duration) : Instant.MAX;
	}

	private static BlobRefusalException refusal(int status, String code, String message) {
		return new BlobRefusalException(status, code, message);
	}

}
