package io.github.azurediscovery.grpc;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.VisibleText;
import io.github.azurediscovery.refresh.SourceStatus;
import io.grpc.Status;

/** Tells callers why there is no instance to call. */
final class AbsenceStatus {

	private static final int MOST_NAMES = 10;

	private AbsenceStatus() {
	}

	/** Of a service that is not in the catalog. */
	static Status unknown(AzureDiscovery discovery, String service) {
		Snapshot snapshot = discovery.catalog().current();
		StringBuilder words = new StringBuilder("Discovery knows no instance of '").append(service).append("'");
		snapshot.rejected()
			.stream()
			.filter((rejection) -> service.equals(rejection.service()))
			.findFirst()
			.ifPresent((rejection) -> words.append("; rejected: ").append(brief(rejection)));
		List<String> failures = discovery.sources()
			.stream()
			.filter((source) -> source.error() != null)
			.map(AbsenceStatus::failure)
			.toList();
		if (!failures.isEmpty()) {
			words.append("; sources that failed: ").append(String.join(", ", failures));
		}
		words.append("; known services: ").append(names(snapshot.services()));
		return Status.UNAVAILABLE.withDescription(words.toString());
	}

	/** Of a service whose instances all lack an address. */
	static Status withoutAddress(String service, Collection<String> complaints) {
		return Status.UNAVAILABLE.withDescription("No instance of '" + service + "' has an address for gRPC: "
				+ String.join(", ", complaints.stream().limit(MOST_NAMES).toList()));
	}

	private static String brief(Rejection rejection) {
		return VisibleText.brief(rejection.name() + ": " + rejection.detail());
	}

	private static String failure(SourceStatus source) {
		return source.name() + " (" + VisibleText.brief(Objects.requireNonNullElse(source.error(), "")) + ")";
	}

	private static String names(Collection<String> services) {
		if (services.isEmpty()) {
			return "none";
		}
		String names = String.join(", ", services.stream().sorted().limit(MOST_NAMES).toList());
		return (services.size() > MOST_NAMES) ? names + " and " + (services.size() - MOST_NAMES) + " more" : names;
	}

}
