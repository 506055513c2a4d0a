package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** What the election and the readers may rely on, whatever the store is made of. */
public abstract class FleetStoreContract {

	private static final Duration LEASE = Duration.ofSeconds(15);

	private static final Instant WRITTEN = Instant.parse("2026-11-27T02:00:30Z");

	private static final FleetHead FIRST = FleetHead.builder(0, 0, "agent-1", WRITTEN).build();

	private final LeaseId a = LeaseId.fresh();

	private final LeaseId b = LeaseId.fresh();

	private FleetStore store;

	/** Open a store that nothing was written to. */
	protected abstract FleetStore open();

	/** Let time pass. */
	protected abstract void pass(Duration time) throws InterruptedException;

	@BeforeEach
	void openStore() {
		this.store = open();
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	@Test
	void thereIsNoHeadAtFirst() throws Exception {
		assertThat(this.store.readHead()).isNull();
	}

	@Test
	void theHeadIsCreatedOnce() throws Exception {
		assertThat(this.store.createHead(FIRST)).isTrue();
		assertThat(this.store.createHead(FIRST.toBuilder().poller("agent-2").build())).isFalse();
		StoredHead stored = this.store.readHead();
		assertThat(stored.head()).isEqualTo(FIRST);
		assertThat(stored.lease()).isEqualTo(HeadLeaseState.AVAILABLE);
		assertThat(stored.timeSinceWritten()).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void theHeadIsNotCreatedAgainUnderALease() throws Exception {
		lead(this.a);
		assertThat(this.store.createHead(FIRST)).isFalse();
	}

	@Test
	void theHolderOfTheLeaseWritesTheHead() throws Exception {
		lead(this.a);
		FleetHead next = FIRST.toBuilder().term(1).seq(1).asOf(WRITTEN).build();
		String etag = this.store.writeHead(next, this.a);
		StoredHead stored = this.store.readHead();
		assertThat(stored.head()).isEqualTo(next);
		assertThat(stored.etag()).isEqualTo(etag);
		assertThat(stored.lease()).isEqualTo(HeadLeaseState.LEASED);
	}

	@Test
	void nothingElseWritesTheHead() throws Exception {
		lead(this.a);
		assertFails(Kind.PRECONDITION, () -> this.store.writeHead(FIRST, this.b));
		assertFails(Kind.CONFLICT, () -> this.store.acquireLease(this.b, LEASE));
		assertFails(Kind.CONFLICT, () -> this.store.renewLease(this.b));
		assertFails(Kind.CONFLICT, () -> this.store.releaseLease(this.b));
	}

	@Test
	void anAcquisitionMayBeRepeated() throws Exception {
		lead(this.a);
		this.store.acquireLease(this.a, LEASE);
		this.store.renewLease(this.a);
		this.store.writeHead(FIRST, this.a);
	}

	@Test
	void aPollerThatWasPausedIsRefused() throws Exception {
		lead(this.a);
		pass(Duration.ofSeconds(16));
		assertThat(this.store.readHead().lease()).isEqualTo(HeadLeaseState.EXPIRED);
		this.store.acquireLease(this.b, LEASE);
		FleetHead second = FIRST.toBuilder().term(2).seq(9).build();
		this.store.writeHead(second, this.b);
		assertFails(Kind.PRECONDITION, () -> this.store.writeHead(FIRST, this.a));
		assertFails(Kind.CONFLICT, () -> this.store.renewLease(this.a));
		assertFails(Kind.CONFLICT, () -> this.store.releaseLease(this.a));
		assertThat(this.store.readHead().head()).isEqualTo(second);
	}

	@Test
	void aLeaseThatRanOutIsRenewedIfNoneTookIt() throws Exception {
		lead(this.a);
		pass(Duration.ofSeconds(16));
		assertFails(Kind.PRECONDITION, () -> this.store.writeHead(FIRST, this.a));
		this.store.renewLease(this.a);
		this.store.writeHead(FIRST, this.a);
	}

	@Test
	void aReleasedLeaseIsFreeAtOnce() throws Exception {
		lead(this.a);
		this.store.releaseLease(this.a);
		assertThat(this.store.readHead().lease().isFree()).isTrue();
		assertFails(Kind.PRECONDITION, () -> this.store.writeHead(FIRST, this.a));
		this.store.acquireLease(this.b, LEASE);
	}

	@Test
	void aLeaseNeedsAHead() {
		assertFails(Kind.ABSENT, () -> this.store.acquireLease(this.a, LEASE));
	}

	@Test
	void aContentIsReadAsItWasWritten() throws Exception {
		FleetContent content = content("10.0.0.4", "10.0.0.5");
		PackedContent packed = PackedContent.of(content);
		this.store.writeContent(packed);
		this.store.writeContent(packed);
		assertThat(this.store.readContent(packed.reference())).isEqualTo(content);
	}

	@Test
	void aContentThatIsNotThereIsAbsent() {
		FleetContentReference reference = PackedContent.of(content("10.0.0.9")).reference();
		assertFails(Kind.ABSENT, () -> this.store.readContent(reference));
	}

	@Test
	void contentsAreListedAndDeleted() throws Exception {
		lead(this.a);
		PackedContent one = PackedContent.of(content("10.0.0.4"));
		PackedContent two = PackedContent.of(content("10.0.0.5"));
		this.store.writeContent(one);
		this.store.writeContent(two);
		List<StoredContent> listed = this.store.listContents();
		assertThat(listed).extracting(StoredContent::sha256)
			.containsExactlyInAnyOrder(one.reference().sha256(), two.reference().sha256());
		assertThat(listed).extracting(StoredContent::bytes)
			.containsExactlyInAnyOrder(one.reference().bytes(), two.reference().bytes());
		assertThat(listed).allSatisfy((content) -> assertThat(content.age()).isLessThan(Duration.ofSeconds(5)));
		StoredContent first = named(listed, one);
		this.store.deleteContent(first);
		this.store.deleteContent(first);
		assertThat(this.store.listContents()).containsExactly(named(this.store.listContents(), two));
		assertFails(Kind.ABSENT, () -> this.store.readContent(one.reference()));
	}

	@Test
	void aContentThatWasWrittenAgainIsNotDeleted() throws Exception {
		PackedContent packed = PackedContent.of(content("10.0.0.4"));
		this.store.writeContent(packed);
		StoredContent listed = named(this.store.listContents(), packed);
		this.store.writeContent(packed);
		this.store.deleteContent(listed);
		assertThat(this.store.readContent(packed.reference()).instances()).hasSize(1);
	}

	@Test
	void theAgeOfAHeadGoesByTheClockOfTheStore() throws Exception {
		lead(this.a);
		this.store.writeHead(FIRST.toBuilder().asOf(WRITTEN.minusSeconds(7)).build(), this.a);
		pass(Duration.ofSeconds(3));
		assertThat(this.store.readHead().age().toMillis()).isCloseTo(10_000, within(2_000L));
	}

	private void lead(LeaseId lease) throws Exception {
		this.store.createHead(FIRST);
		this.store.acquireLease(lease, LEASE);
	}

	private static StoredContent named(List<StoredContent> listed, PackedContent packed) {
		return listed.stream()
			.filter((content) -> content.sha256().equals(packed.reference().sha256()))
			.findFirst()
			.orElseThrow();
	}

	private static FleetContent content(String... hosts) {
		List<Instance> instances = new ArrayList<>();
		for (String host : hosts) {
			instances.add(Instance.of("id-" + host, "orders", host, 8080).zone("1").build());
		}
		return FleetContent.of(instances, List.of());
	}

	private static void assertFails(Kind kind, ThrowingCallable call) {
		assertThatExceptionOfType(FleetStoreException.class).isThrownBy(call)
			.extracting(FleetStoreException::kind)
			.isEqualTo(kind);
	}

}
