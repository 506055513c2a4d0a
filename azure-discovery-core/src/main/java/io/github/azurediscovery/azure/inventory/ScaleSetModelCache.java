package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import org.jspecify.annotations.Nullable;

/**
 * Caches the model of one scale set and knows when to read it again. All clients together
 * may read a set twelve times a minute (Compute throttling limits on Microsoft Learn), so
 * a model is valid for an hour, and the pause after failures grows. Not thread-safe.
 */
final class ScaleSetModelCache {

	private static final Duration LIFE = Duration.ofHours(1);

	private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

	private final ModelReader reader;

	private final InventoryOptions options;

	private @Nullable ScaleSetModel model;

	private Instant planned = Instant.MIN;

	private Instant next = Instant.MIN;

	private int failures;

	ScaleSetModelCache(ModelReader reader, InventoryOptions options) {
		this.reader = reader;
		this.options = options;
	}

	@Nullable ScaleSetModel current() {
		return this.model;
	}

	/**
	 * Set a model derived from other lists. All instances of a deployment do so in the
	 * same minute, so the model is read at a random time within the next hour.
	 */
	ScaleSetModel presume(ScaleSetModel presumed) {
		this.model = presumed;
		this.failures = 0;
		plan(Duration.ofMillis(this.options.random().nextLong(LIFE.toMillis())));
		return presumed;
	}

	void forget() {
		this.model = null;
		this.next = Instant.MIN;
	}

	/** Read the model. */
	ScaleSetModel read(ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		ScaleSetModel fresh = this.reader.read(counter);
		this.model = fresh;
		this.failures = 0;
		planAbout(LIFE);
		return fresh;
	}

	/**
	 * Return the model, read again if due. If it cannot be read, the known one is kept,
	 * unless the set no longer exists.
	 * @param known the known model
	 * @param urgent whether a wrong presumption would give a VM the wrong status
	 * @param counter counts the requests
	 */
	ScaleSetModel renewed(ScaleSetModel known, boolean urgent, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		if (!isDue() && !(urgent && known.presumed() && this.failures == 0)) {
			return known;
		}
		try {
			return read(counter);
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

	/** The model is also due if the clock was set back. */
	private boolean isDue() {
		Instant now = this.options.time().instant();
		return now.isBefore(this.planned) || !now.isBefore(this.next);
	}

	/** Add up to half of the pause, to spread the clients. */
	private void planAbout(Duration pause) {
		plan(pause.plusMillis(this.options.random().nextLong(pause.toMillis() / 2)));
	}

	private void plan(Duration pause) {
		this.planned = this.options.time().instant();
		this.next = this.planned.plus(pause);
	}

	/** Reads the model from Azure. */
	interface ModelReader {

		ScaleSetModel read(ArmRequestCounter counter) throws ArmAccessException, InterruptedException;

	}

}
