package io.github.azurediscovery.source;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

class PushSourceTests {

	private static final RefreshRound ROUND = new RefreshRound(1, Instant.EPOCH);

	private final PushSource source = new PushSource();

	private final AtomicInteger signals = new AtomicInteger();

	@Test
	void answersWhatWasPushedLastForEachService() {
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80", "b:80"));
		this.source.replace("stock", List.of(Instance.of("s", "stock", "s.test", 80).build()));
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("c:80"));
		assertThat(ids()).containsExactlyInAnyOrder("c:80", "s");
	}

	@Test
	void signalsEveryPush() {
		this.source.whenChanged(this.signals::incrementAndGet);
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80"));
		this.source.remove("orders");
		assertThat(this.signals).hasValue(2);
	}

	@Test
	void tellsThePusherWhatIsNoAddress() {
		List<Rejection> rejected = this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80", "b"));
		assertThat(rejected).extracting(Rejection::name).containsExactly("b");
		assertThat(ids()).containsExactly("a:80");
		assertThat(this.source.fetch(ROUND).rejected()).isEqualTo(rejected);
	}

	@Test
	void refusesAnInstanceOfAnotherService() {
		Instance stock = Instance.of("s", "stock", "s.test", 80).build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.source.replace("orders", List.of(stock)))
			.withMessage("Instance s belongs to service 'stock' and not to 'orders'");
		assertThat(ids()).isEmpty();
	}

	@Test
	void removingAServiceRejectsItsInstancesOutright() {
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80"));
		this.source.remove("orders");
		SourceAnswer answer = this.source.fetch(ROUND);
		assertThat(answer.instances()).isEmpty();
		assertThat(answer.rejected())
			.containsExactly(new Rejection("a:80", "orders", RejectionReason.REMOVED, "removed"));
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80"));
		assertThat(this.source.fetch(ROUND).rejected()).isEmpty();
	}

	@Test
	void removingTwiceStillRejectsThem() {
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80"));
		this.source.remove("orders");
		this.source.remove("orders");
		assertThat(this.source.fetch(ROUND).rejected())
			.containsExactly(new Rejection("a:80", "orders", RejectionReason.REMOVED, "removed"));
	}

	@Test
	void whatWasRemovedIsForgottenOnceTwoRoundsHaveSaidSo() {
		for (int i = 0; i < 1000; i++) {
			this.source.replace(ServiceAddressDefaults.of("orders-" + i), List.of("a:80"));
			this.source.remove("orders-" + i);
		}
		for (int round = 1; round <= 2; round++) {
			assertThat(this.source.fetch(new RefreshRound(round, Instant.EPOCH)).rejected()).hasSize(1000);
		}
		assertThat(this.source.fetch(new RefreshRound(3, Instant.EPOCH)).rejected()).isEmpty();
	}

	@Test
	void removingAlsoReleasesThoseThatTheGuardMayHold() {
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80", "b:80"));
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of());
		this.source.remove("orders");
		assertThat(this.source.fetch(ROUND).rejected()).extracting(Rejection::name).containsExactly("a:80", "b:80");
	}

	@Test
	void tellsWhatIsPushedNow() {
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80"));
		this.source.replace(ServiceAddressDefaults.of("stock"), List.of("b:80"));
		this.source.replace(ServiceAddressDefaults.of("stock"), List.of());
		this.source.replace(ServiceAddressDefaults.of("billing"), List.of("c:80"));
		this.source.remove("billing");
		assertThat(this.source.pushed()).containsOnlyKeys("orders", "stock");
		assertThat(this.source.pushed().get("orders")).extracting(Instance::id).containsExactly("a:80");
		assertThat(this.source.pushed().get("stock")).isEmpty();
	}

	@Test
	void replacesWhereEveryItemIsAnAddress() {
		ServiceAddressDefaults secure = ServiceAddressDefaults.of("orders").withSecure(true);
		assertThat(this.source.replaceIfValid(secure, List.of("[FD00::4]:8080", "b:80"))).isEmpty();
		assertThat(this.source.pushed().get("orders")).allMatch(Instance::secure)
			.extracting(Instance::host)
			.containsExactly("[fd00::4]", "b");
	}

	@Test
	void oneBadItemChangesNothing() {
		this.source.replace(ServiceAddressDefaults.of("orders"), List.of("a:80"));
		assertThat(this.source.replaceIfValid(ServiceAddressDefaults.of("orders"), List.of("b:80", "c", "", "b:80")))
			.extracting(Rejection::name, Rejection::reason, Rejection::detail)
			.containsExactly(
					tuple("c", RejectionReason.INVALID_ADDRESS, "'c' has no port, and no default port is configured"),
					tuple("", RejectionReason.INVALID_ADDRESS,
							"'' is not of the form host:port: '' is not a valid host"),
					tuple("b:80", RejectionReason.DUPLICATE, "'b:80' is there more than once"));
		assertThat(ids()).containsExactly("a:80");
	}

	@Test
	void removingAnUnknownServiceDoesNothing() {
		this.source.remove("orders");
		assertThat(this.source.fetch(ROUND)).isEqualTo(SourceAnswer.of(List.of(), List.of()));
	}

	private List<String> ids() {
		return this.source.fetch(ROUND).instances().stream().map(Instance::id).toList();
	}

}
