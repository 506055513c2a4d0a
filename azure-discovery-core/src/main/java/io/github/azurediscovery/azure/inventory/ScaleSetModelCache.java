package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import org.jspecify.annotations.Nullable;

/**
 * The model of one scale set, and when to read it again. All clients together may read a
 * set twelve times a minute (Compute throttling limits on Microsoft Learn), so a model
 * that was read lasts for an hour, and one that could not be read is left alone for a
 * time that grows. Not thread-safe.
 */
final class ScaleSetModelCache {

	private static final Duration LIFE = Duration.ofHours(1);

	private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

	private final Reading reading;

	private final InventoryOptions settings;

	private @Nullable ScaleSetModel model;

	private Instant planned = Instant.MIN;

	private Instant next = Instant.MIN;

	private int failures;

	ScaleSetModelCache(Reading reading, InventoryOptions settings) {
		this.reading = reading;
		this.settings = settings;
	}

	@Nullable ScaleSetModel current() {
		return this.model;
	}

	/**
	 * Take what follows from other lists. A whole deployment does so in the same minute,
	 * so the model is due at any time of the next hour.
	 */
	ScaleSetModel presume(ScaleSetModel presumed) {
		this.model = presumed;
		this.failures = 0;
		plan(Duration.ofMillis(this.settings.random().nextLong(LIFE.toMillis())));
		return presumed;
	}

	void forget() {
		this.model = null;
		this.next = Instant.MIN;
	}

	/** Read the model. */
	ScaleSetModel read(RequestCounter tally) throws ArmAccessException, InterruptedException {
		ScaleSetModel fresh = this.reading.read(tally);
		this.model = fresh;
		this.failures = 0;
		planAbout(LIFE);
		return fresh;
	}

	/**
	 * Return the model, read again if it is time to. What is known stays where it cannot
	 * be read, but for a set that is not there any more.
	 * @param known what is known of the set
	 * @param urgent whether a VM is judged wrongly if what is presumed does not hold
	 * @param tally counts the requests
	 */
	ScaleSetModel renewed(ScaleSetModel known, boolean urgent, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		if (!isDue() && !(urgent && known.presumed() && this.failures == 0)) {
			return known;
		}
		try {
			return read(tally);
		}
		catch (ArmAccessException ex) {
			if (ex.kind() == ArmAccessException.Kind.MISSING) {
				throw ex;
			}
			Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(this.failures++, 10));
			planAbout((pause.compareTo(LIFE) < 0) ? pause : LIFE);
			return known;
		}
	}

	/** A clock that shows less than when this was planned was set back. */
	private boolean isDue() {
		Instant now = this.settings.time().instant();
		return now.isBefore(this.planned) || !now.isBefore(this.next);
	}

	/** Up to half as long again, so that clients spread. */
	private void planAbout(Duration pause) {
		plan(pause.plusMillis(this.settings.random().nextLong(pause.toMillis() / 2)));
	}

	private void plan(Duration pause) {
		this.planned = this.settings.time().instant();
		this.next = this.planned.plus(pause);
	}

	/** Reads the model from Azure. */
	interface Reading {

		ScaleSetModel read(RequestCounter tally) throws ArmAccessException, InterruptedException;

	}

}
