package io.github.azurediscovery.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.InMemoryFleetStore;
import io.github.azurediscovery.fleet.store.LeaseId;
import io.github.azurediscovery.fleet.store.PackedContent;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How requests to a store may end, whatever the store and the listeners do. */
class MeteredFleetStoreTests {

	private final VirtualTime time = new VirtualTime();

	private final InMemoryFleetStore store = new InMemoryFleetStore(this.time);

	private final List<String> outcomes = new ArrayList<>();

	private final LeaseId lease = LeaseId.fresh();

	@BeforeEach
	void headExists() throws Exception {
		PackedContent content = PackedContent.of(FleetContent.EMPTY);
		this.store.writeContent(content);
		this.store.createHead(FleetHead.builder(1, 1, "p", VirtualTime.START)
			.asOf(VirtualTime.START)
			.content(content.reference())
			.build());
	}

	static Stream<Throwable> surprises() {
		return Stream.of(new IllegalStateException("boom"), new AssertionError("boom"), new LinkageError("boom"),
				new IOException("boom"));
	}

	@ParameterizedTest
	@MethodSource("surprises")
	void whatAStoreMustNotThrowIsAFailureThatNamesIt(Throwable thrown) {
		MeteredFleetStore metered = new MeteredFleetStore(this.store,
				(operation, outcome) -> this.outcomes.add(operation + " " + outcome));
		this.store.surprise("acquireLease", 0, thrown);
		assertThatExceptionOfType(FleetStoreException.class)
			.isThrownBy(() -> metered.acquireLease(this.lease, Duration.ofSeconds(30)))
			.withMessage("the store is broken: " + thrown)
			.withCause(thrown)
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.FAILED));
		assertThat(this.outcomes).containsExactly("acquire-lease failed");
	}

	@Test
	void anInterruptStaysOne() {
		MeteredFleetStore metered = new MeteredFleetStore(this.store, (operation, outcome) -> {
		});
		this.store.surprise("readHead", 0, new InterruptedException());
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(metered::readHead);
	}

	@Test
	void whatAListenerThrowsReplacesNoAnswer() throws Exception {
		FleetListenerGroup listeners = new FleetListenerGroup();
		var first = listeners.subscribe(failing());
		var second = listeners.subscribe(noting());
		MeteredFleetStore metered = new MeteredFleetStore(this.store, listeners::requested);
		assertThat(metered.readHead()).isNotNull();
		metered.acquireLease(this.lease, Duration.ofSeconds(30));
		metered.renewLease(this.lease);
		this.store.failWith(Kind.THROTTLED);
		assertThatExceptionOfType(FleetStoreException.class).isThrownBy(metered::readHead)
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.THROTTLED));
		assertThat(this.outcomes).containsExactly("read-head success", "acquire-lease success", "renew-lease success",
				"read-head throttled");
		first.close();
		second.close();
	}

	@Test
	void aMemberReadsThoughItsListenersThrow() throws Exception {
		FleetMember member = FleetMember.of(this.store, FleetSettings.DEFAULT);
		var failing = member.subscribe(failing());
		VirtualTime.Process process = this.time.process();
		InstanceSource source = member.replace(new VirtualAzure().lookups(process, new Random(1)));
		assertThat(source.fetch(new RefreshRound(1, process.instant())).instances()).isEmpty();
		assertThat(member.fleet().term()).isOne();
		failing.close();
		member.close();
	}

	private static FleetListener failing() {
		return new FleetListener() {

			@Override
			public void requested(String operation, String outcome) {
				throw new AssertionError("told of " + operation);
			}

		};
	}

	private FleetListener noting() {
		return new FleetListener() {

			@Override
			public void requested(String operation, String outcome) {
				MeteredFleetStoreTests.this.outcomes.add(operation + " " + outcome);
			}

		};
	}

}
