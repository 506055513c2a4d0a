package io.github.azurediscovery.kill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a caller of gRPC servers noticed of a fault.
 *
 * @param subject how the caller found them
 * @param fault the fault
 * @param watched how long the caller was observed after it
 * @param at when it happened, in milliseconds since the epoch
 * @param outcomes the outcome of every call since the fault
 */
record GrpcFaultResult(GrpcResolution subject, GrpcFault fault, Duration watched, long at,
		List<RequestOutcome> outcomes) {

	private static final Duration STILL = Duration.ofSeconds(5);

	/** The row of the table. */
	String row() {
		List<RequestOutcome> failed = this.outcomes.stream().filter((outcome) -> !outcome.ok()).toList();
		return "| %s | %s | %s | %s | %s | %s |%n".formatted(this.fault, this.subject, number(this.outcomes.size()),
				failed.isEmpty() ? "**0**" : number(failed.size()), lastFailure(failed), joined());
	}

	private String lastFailure(List<RequestOutcome> failed) {
		long last = failed.stream().mapToLong((outcome) -> outcome.at() - this.at).max().orElse(-1);
		if (last < 0) {
			return "–";
		}
		return (last > this.watched.minus(STILL).toMillis()) ? "still failing" : seconds(last);
	}

	private String joined() {
		if (this.fault != GrpcFault.GRPC_JOINS) {
			return "–";
		}
		return this.outcomes.stream()
			.filter((outcome) -> outcome.ok() && outcome.detail().equals(GrpcFaultScenario.JOINER))
			.findFirst()
			.map((first) -> seconds(first.at() - this.at))
			.orElse("not within " + this.watched.toSeconds() + " s");
	}

	private static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

	private static String seconds(long millis) {
		return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
	}

}
