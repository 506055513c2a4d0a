package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.Random;

import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.InMemoryFleetStore;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A candidate that asks Azure for itself, and what it leaves behind. */
class FallbackSourceTests {

	private final VirtualTime time = new VirtualTime();

	private final VirtualTime.Process process = this.time.process();

	private final VirtualAzure azure = new VirtualAzure().instances(3);

	private final InMemoryFleetStore store = new InMemoryFleetStore(this.time);

	private final FallbackSource source = new FallbackSource(
			new FleetSource(new HeadReader(this.store, this.process, this.process::nanoTime), FleetSettings.DEFAULT,
					this.process),
			this.azure.lookups(this.process, new Random(1)), this.process::nanoTime);

	@BeforeEach
	void storeIsAwayForLong() {
		this.store.failWith(Kind.UNREACHABLE);
		refused();
		this.time.pass(Duration.ofMinutes(10));
	}

	@Test
	void aDiscoveryThatCannotStartIsClosedAndMadeAgain() throws Exception {
		this.azure.failOneStart();
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this::fetch);
		assertThat(this.azure.open).isZero();
		refused();
		assertThat(this.azure.open).isOne();
		this.time.pass(Duration.ofSeconds(1));
		assertThat(fetch().instances()).hasSize(3);
		assertThat(this.azure.open).isOne();
	}

	@Test
	void theOneDiscoveryEndsWithTheSource() {
		refused();
		assertThat(this.azure.open).isOne();
		this.source.end();
		assertThat(this.azure.open).isZero();
		refused();
		assertThat(this.azure.open).isOne();
		this.source.close();
		assertThat(this.azure.open).isZero();
	}

	@Test
	void aQuestionThatIsStillAskedWhenTheSourceClosesBeginsNothing() {
		this.source.close();
		refused();
		assertThat(this.azure.open).isZero();
	}

	private void refused() {
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::fetch);
	}

	private SourceAnswer fetch() throws SourceException, InterruptedException {
		return this.source.fetch(new RefreshRound(1, this.process.instant()));
	}

}
