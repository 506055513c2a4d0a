package io.github.azurediscovery.source;

import java.time.Instant;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StaticSourceTests {

	private static final RefreshRound ROUND = new RefreshRound(1, Instant.EPOCH);

	@Test
	void answersTheAddressesWithStableIds() {
		SourceAnswer answer = new StaticSource(ServiceAddressDefaults.of("orders").withPort(80).withSecure(true),
				List.of("10.0.0.4", "[fd00::4]:81"))
			.fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("10.0.0.4:80", "[fd00::4]:81");
		assertThat(answer.instances()).allMatch(Instance::secure)
			.allMatch((instance) -> instance.service().equals("orders") && instance.source().equals("static:orders"));
	}

	@Test
	void rejectsWhatIsNoAddressAndKeepsTheRest() {
		SourceAnswer answer = new StaticSource(ServiceAddressDefaults.of("orders"), List.of("a:80", "b")).fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("a:80");
		assertThat(answer.rejected())
			.containsExactly(invalid("b", "orders", "'b' has no port, and no default port is configured"));
	}

	private static Rejection invalid(String item, String service, String detail) {
		return new Rejection(item, service, RejectionReason.INVALID_ADDRESS, detail);
	}

}
