package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The small document that the poller writes after every round. Immutable.
 *
 * @param term counts the pollers
 * @param seq counts the heads of all terms
 * @param poller the name of the poller
 * @param version the version of this library that the poller runs
 * @param fingerprint of what the poller looks for: scope, tags, services
 * @param interval how often the poller asks Azure
 * @param written when this was written, by the poller's clock
 * @param asOf when the content was last confirmed by Azure, by the clock of the poller
 * that asked; {@code null} while no round has succeeded
 * @param error why the last round failed, in words for a person; {@code null} if it did
 * not
 * @param resigned whether the poller gives up its seat with this head
 * @param content the instances; {@code null} while no round has succeeded
 * @param sources what the poller's sources said last
 */
public record FleetHead(long term, long seq, String poller, String version, String fingerprint, Duration interval,
		Instant written, @Nullable Instant asOf, @Nullable String error, boolean resigned,
		@Nullable FleetContentReference content, List<HeadSource> sources) {

	private static final int LONGEST_ERROR = 500;

	public FleetHead {
		error = shortened(error);
		sources = List.copyOf(sources);
	}

	static @Nullable String shortened(@Nullable String error) {
		return (error != null && error.length() > LONGEST_ERROR) ? error.substring(0, LONGEST_ERROR - 1) + "…" : error;
	}

	/**
	 * Start a head.
	 * @param term counts the pollers
	 * @param seq counts the heads
	 * @param poller the name of the poller
	 * @param written when it is written, by the poller's clock
	 */
	public static Builder builder(long term, long seq, String poller, Instant written) {
		return new Builder(term, seq, poller, written);
	}

	/** Return a builder that starts from this head. */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Return whether this head comes before another: a lower term, or a lower number in
	 * the same. A head that comes before one already seen is never believed.
	 * @param other another head
	 */
	public boolean precedes(FleetHead other) {
		return (this.term != other.term) ? this.term < other.term : this.seq < other.seq;
	}

	/** Builds a {@link FleetHead}. Not thread-safe. */
	public static final class Builder {

		private long term;

		private long seq;

		private String poller;

		private Instant written;

		private String version = "";

		private String fingerprint = "";

		private Duration interval = Duration.ZERO;

		private @Nullable Instant asOf;

		private @Nullable String error;

		private boolean resigned;

		private @Nullable FleetContentReference content;

		private List<HeadSource> sources = List.of();

		private Builder(long term, long seq, String poller, Instant written) {
			this.term = term;
			this.seq = seq;
			this.poller = poller;
			this.written = written;
		}

		private Builder(FleetHead from) {
			this(from.term, from.seq, from.poller, from.written);
			this.version = from.version;
			this.fingerprint = from.fingerprint;
			this.interval = from.interval;
			this.asOf = from.asOf;
			this.error = from.error;
			this.resigned = from.resigned;
			this.content = from.content;
			this.sources = from.sources;
		}

		public Builder term(long term) {
			this.term = term;
			return this;
		}

		public Builder seq(long seq) {
			this.seq = seq;
			return this;
		}

		public Builder poller(String poller) {
			this.poller = poller;
			return this;
		}

		public Builder written(Instant written) {
			this.written = written;
			return this;
		}

		public Builder version(String version) {
			this.version = version;
			return this;
		}

		public Builder fingerprint(String fingerprint) {
			this.fingerprint = fingerprint;
			return this;
		}

		public Builder interval(Duration interval) {
			this.interval = interval;
			return this;
		}

		public Builder asOf(@Nullable Instant asOf) {
			this.asOf = asOf;
			return this;
		}

		public Builder error(@Nullable String error) {
			this.error = error;
			return this;
		}

		public Builder resigned(boolean resigned) {
			this.resigned = resigned;
			return this;
		}

		public Builder content(@Nullable FleetContentReference content) {
			this.content = content;
			return this;
		}

		public Builder sources(List<HeadSource> sources) {
			this.sources = sources;
			return this;
		}

		public FleetHead build() {
			return new FleetHead(this.term, this.seq, this.poller, this.version, this.fingerprint, this.interval,
					this.written, this.asOf, this.error, this.resigned, this.content, this.sources);
		}

	}

}
