package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.InMemoryFleetStore;
import io.github.azurediscovery.fleet.store.LeaseId;
import io.github.azurediscovery.fleet.store.PackedContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a member believes of what it reads. */
class HeadReaderTests {

	private final VirtualTime time = new VirtualTime();

	private final VirtualTime.Process process = this.time.process();

	private final InMemoryFleetStore store = new InMemoryFleetStore(this.time);

	private final HeadReader reader = new HeadReader(this.store, this.process, this.process::nanoTime);

	private final LeaseId lease = LeaseId.fresh();

	@Test
	void aLowerHeadIsRefused() throws Exception {
		write(17, 5, VirtualTime.START);
		read();
		write(17, 5, VirtualTime.START);
		read();
		write(16, 9, VirtualTime.START);
		assertThatExceptionOfType(FleetStoreException.class).isThrownBy(this::read)
			.withMessageContaining("went back from term 17, seq 5 to term 16, seq 9")
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED_ANSWER));
		write(18, 1, VirtualTime.START);
		read();
		assertThat(this.reader.highestTerm()).isEqualTo(18);
	}

	@Test
	void theSameContentIsReadOnce() throws Exception {
		write(1, 1, VirtualTime.START);
		assertThat(read().requests()).isEqualTo(2);
		write(1, 2, VirtualTime.START);
		assertThat(read().requests()).isEqualTo(1);
		assertThat(this.store.requests("readContent")).isEqualTo(1);
	}

	@Test
	void instancesAreAsOldAsTheyAreWhateverTheClocks() throws Exception {
		this.process.clock(Duration.ofHours(-1));
		Instant pollersClock = VirtualTime.START.plus(Duration.ofHours(1));
		write(1, 1, pollersClock.minusSeconds(7), pollersClock);
		this.time.pass(Duration.ofSeconds(20));
		Instant first = read().asOf();
		assertThat(Duration.between(first, this.process.instant())).isEqualTo(Duration.ofSeconds(27));
		this.process.clock(Duration.ofHours(2));
		this.time.pass(Duration.ofSeconds(20));
		assertThat(read().asOf()).as("not confirmed since").isSameAs(first);
		write(1, 2, pollersClock.plusSeconds(40), pollersClock.plusSeconds(40));
		assertThat(Duration.between(read().asOf(), this.process.instant())).isZero();
	}

	@Test
	void servicesAreFilteredByName() {
		FleetContent content = FleetContent.of(List.of(Instance.of("a", "orders", "10.0.0.4", 80).build(),
				Instance.of("b", "orders-eu", "10.0.0.5", 80).build(),
				Instance.of("c", "stock", "10.0.0.6", 80).build()), List.of());
		ServiceFilter filter = new ServiceFilter(List.of("Orders*", "pay.ments"));
		assertThat(filter.of(content).services()).containsOnlyKeys("orders", "orders-eu");
		assertThat(filter.of(content)).isSameAs(filter.of(content));
		assertThat(new ServiceFilter(List.of("*")).of(content)).isEqualTo(content);
	}

	/** Ids come from tags: one that is made for it must not keep every member busy. */
	@Test
	@Timeout(60)
	void noServiceKeepsTheFilterBusy() {
		String service = "a".repeat(63);
		FleetContent content = FleetContent.of(List.of(Instance.of("a", service, "10.0.0.4", 80).build()), List.of());
		assertThat(new ServiceFilter(List.of("*a".repeat(30) + "*b")).of(content).instances()).isEmpty();
		assertThat(new ServiceFilter(List.of("*a".repeat(30) + "*")).of(content)).isEqualTo(content);
	}

	@Test
	void theFingerprintTellsWhatIsLookedFor() {
		AzureSettings settings = VirtualAzure.SETTINGS;
		String fingerprint = FleetFingerprint.of(settings);
		assertThat(fingerprint).matches("[0-9a-f]{16}")
			.isEqualTo(FleetFingerprint.of(settings.toBuilder().excludeSelf(true).build()));
		assertThat(FleetFingerprint.of(settings.withTags(TagSettings.ofPrefix("Other")))).isNotEqualTo(fingerprint);
	}

	private FleetReading read() throws FleetStoreException, InterruptedException {
		return this.reader.read(this.store.readHead());
	}

	private void write(long term, long seq, Instant asOf) throws FleetStoreException {
		write(term, seq, asOf, asOf);
	}

	private void write(long term, long seq, Instant asOf, Instant written) throws FleetStoreException {
		PackedContent content = PackedContent.of(FleetContent.EMPTY);
		this.store.writeContent(content);
		FleetHead head = FleetHead.builder(term, seq, "p", written).asOf(asOf).content(content.reference()).build();
		this.store.createHead(head);
		this.store.acquireLease(this.lease, Duration.ofSeconds(60));
		this.store.writeHead(head, this.lease);
	}

}
