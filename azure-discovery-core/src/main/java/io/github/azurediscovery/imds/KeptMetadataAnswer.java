package io.github.azurediscovery.imds;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good answer about this VM. It is asked for again once it is older than the
 * caller likes: a VM can be attached to a scale set or detached, be moved, and get other
 * tags while it runs. What is known stays until a good answer replaces it, and is
 * answered to all others meanwhile. Thread-safe.
 */
final class KeptMetadataAnswer {

	private static final Logger logger = LoggerFactory.getLogger(ImdsClient.class);

	private final LongSupplier nanoTime;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable InstanceMetadata known;

	private volatile long asked;

	KeptMetadataAnswer(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Nullable InstanceMetadata known() {
		return this.known;
	}

	/**
	 * Return what is known, asking for it if need be.
	 * @param maxAge how long ago the last question may be
	 * @param first asked where nothing is known; all callers wait for it
	 * @param again asked once where something is known
	 */
	InstanceMetadataLookup lookup(Duration maxAge, Question first, Question again) throws InterruptedException {
		InstanceMetadata kept = this.known;
		if (kept != null && (isYoung(maxAge) || !this.asking.tryLock())) {
			return InstanceMetadataLookup.found(kept);
		}
		if (kept == null) {
			this.asking.lockInterruptibly();
		}
		try {
			InstanceMetadata meanwhile = this.known;
			return (meanwhile != null && isYoung(maxAge)) ? InstanceMetadataLookup.found(meanwhile)
					: take(meanwhile, (meanwhile != null) ? again : first);
		}
		finally {
			this.asking.unlock();
		}
	}

	private boolean isYoung(Duration maxAge) {
		return this.nanoTime.getAsLong() - this.asked < maxAge.toNanos();
	}

	private InstanceMetadataLookup take(@Nullable InstanceMetadata before, Question question)
			throws InterruptedException {
		this.asked = this.nanoTime.getAsLong();
		InstanceMetadataLookup lookup = question.ask();
		InstanceMetadata now = lookup.metadata();
		if (now == null && before != null) {
			logger.debug("Instance metadata cannot be read again, what is known stays: {}", lookup.failure());
			return InstanceMetadataLookup.found(before);
		}
		if (before != null && now != null && !before.equals(now)) {
			tell(before, now);
		}
		this.known = now;
		return lookup;
	}

	private static void tell(InstanceMetadata before, InstanceMetadata now) {
		if (Objects.equals(before.place(), now.place())) {
			logger.debug("Instance metadata of this VM changed: {}", now);
		}
		else {
			logger.info("This VM was in {}, and is in {} now", before.place(), now.place());
		}
	}

	/** Asks the metadata service. */
	@FunctionalInterface
	interface Question {

		InstanceMetadataLookup ask() throws InterruptedException;

	}

}
