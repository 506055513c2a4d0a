package io.github.azurediscovery.source;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PushInstanceSourceTests {

	private static final Round ROUND = new Round(1, Instant.EPOCH);

	private final PushInstanceSource source = new PushInstanceSource();

	private final AtomicInteger signals = new AtomicInteger();

	@Test
	void answersWhatWasPushedLastForEachService() {
		this.source.replace(ServiceDefaults.of("orders"), List.of("a:80", "b:80"));
		this.source.replace("stock", List.of(Instance.of("s", "stock", "s.test", 80).build()));
		this.source.replace(ServiceDefaults.of("orders"), List.of("c:80"));
		assertThat(ids()).containsExactlyInAnyOrder("c:80", "s");
	}

	@Test
	void signalsEveryPush() {
		this.source.whenChanged(this.signals::incrementAndGet);
		this.source.replace(ServiceDefaults.of("orders"), List.of("a:80"));
		this.source.remove("orders");
		assertThat(this.signals).hasValue(2);
	}

	@Test
	void tellsThePusherWhatIsNoAddress() {
		List<Rejection> rejected = this.source.replace(ServiceDefaults.of("orders"), List.of("a:80", "b"));
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
		this.source.replace(ServiceDefaults.of("orders"), List.of("a:80"));
		this.source.remove("orders");
		SourceAnswer answer = this.source.fetch(ROUND);
		assertThat(answer.instances()).isEmpty();
		assertThat(answer.rejected()).containsExactly(new Rejection("a:80", "orders", "removed"));
		this.source.replace(ServiceDefaults.of("orders"), List.of("a:80"));
		assertThat(this.source.fetch(ROUND).rejected()).isEmpty();
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
