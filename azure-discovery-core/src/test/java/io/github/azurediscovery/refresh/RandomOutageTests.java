package io.github.azurediscovery.refresh;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random lives of an application whose sources fail and recover, and whose instances join
 * and leave, one by one or all at once. Its clock is set, and it is stopped, started and
 * restarted over its snapshot file. Every seed tells another life; a failure names its
 * seed.
 */
class RandomOutageTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(2);

	private static final RefreshSettings SETTINGS = RefreshSettings.builder()
		.interval(INTERVAL)
		.maxBackoff(LONGEST_BACKOFF)
		.build();

	@TempDir
	private Path directory;

	static List<Long> seeds() {
		return new Random(20261127).longs(60).boxed().toList();
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void nothingIsForgottenAndNoSourceWaitsTooLong(long seed) {
		Random random = new Random(seed);
		List<Fleet> fleets = List.of(new Fleet("scale-set", random), new Fleet("tags", random),
				new Fleet("file", random));
		Path file = this.directory.resolve("snapshot");
		Life life = new Life(fleets, file);
		for (int step = 0; step < 40; step++) {
			switch (random.nextInt(8)) {
				case 0 -> life.setClock(Duration.ofMinutes(random.nextInt(-240, 240)));
				case 1 -> life.stopAndStart();
				case 2 -> life = new Life(fleets, file);
				default -> fleets.forEach((fleet) -> fleet.comeAndGo(random));
			}
			life.stage.pass(Duration.ofSeconds(random.nextInt(1, 120)));
			life.check("seed %d, step %d".formatted(seed, step));
		}
	}

	/** One process. */
	private static final class Life {

		private final RefreshFixture stage;

		private final List<Fleet> fleets;

		private final Path file;

		private long checked;

		Life(List<Fleet> fleets, Path path) {
			this.fleets = fleets;
			this.file = path;
			this.stage = new RefreshFixture(SETTINGS,
					fleets.stream().map((fleet) -> fleet.source).toArray(ScriptedSource[]::new));
			fleets.forEach((fleet) -> fleet.bornInto(this.stage));
			SnapshotFile snapshots = new SnapshotFile(path);
			this.stage.catalog.subscribe((change) -> snapshots.keep(this.stage.catalog));
			this.stage.refresher.subscribe((round, status, duration, held) -> snapshots.keep(this.stage.catalog));
			this.stage.refresher.restore(snapshots.read());
			this.stage.start();
		}

		void setClock(Duration step) {
			this.stage.owner.step(step);
			this.fleets.forEach((fleet) -> fleet.believed |= step.compareTo(Duration.ZERO) > 0);
		}

		void stopAndStart() {
			this.stage.refresher.stop();
			this.fleets.forEach((fleet) -> fleet.bornInto(this.stage));
			this.stage.start();
		}

		void check(String when) {
			Map<GuardOracle.Member, Boolean> known = new TreeMap<>();
			this.fleets.forEach((fleet) -> known.putAll(fleet.oracle.members()));
			assertThat(GuardOracle.membersOf(this.stage.catalog.current().instances("orders"))).as("known, %s", when)
				.isEqualTo(known);
			assertThat(GuardOracle.membersOf(new SnapshotFile(this.file).read()).keySet()).as("in the file, %s", when)
				.isEqualTo(known.keySet());
			for (Fleet fleet : this.fleets) {
				assertThat(fleet.sinceAsked()).as("%s was asked, %s", fleet.source.name(), when)
					.isLessThanOrEqualTo(fleet.mayWait());
			}
			Instant asOf = this.stage.refresher.status().asOf();
			assertThat(asOf == null || !asOf.isAfter(this.stage.owner.instant())).as("age, %s", when).isTrue();
		}

	}

	/** A source, and what its answers make known. */
	private static final class Fleet {

		private final ScriptedSource source;

		private final GuardOracle oracle = new GuardOracle(SETTINGS.maxLoss(), SETTINGS.confirmations());

		private final Map<String, Instance> members = new HashMap<>();

		private RefreshFixture stage = new RefreshFixture();

		private long asked;

		private Duration told = Duration.ZERO;

		private boolean away;

		/** Whether the next answer is believed whatever it lacks. */
		private boolean believed;

		private @Nullable Duration tells;

		Fleet(String name, Random random) {
			IntStream.range(0, random.nextInt(1, 5)).forEach((i) -> join(name + i));
			this.source = new ScriptedSource(name);
			this.away = random.nextBoolean();
			this.source.answers((round) -> answer());
		}

		private void join(String id) {
			this.members.put(id, Instance.of(id, "orders", id + ".test", 8080).build());
		}

		private SourceAnswer answer() throws SourceException {
			this.asked = this.stage.owner.nanoTime();
			this.told = (this.tells != null) ? this.tells : Duration.ZERO;
			Instant notBefore = (this.tells != null) ? this.stage.owner.instant().plus(this.tells) : null;
			if (this.away) {
				throw SourceException.builder("no answer").notBefore(notBefore).requests(1).build();
			}
			this.oracle.answered(this.members.values(), (member) -> false, (member) -> false, this.believed);
			this.believed = false;
			return new SourceAnswer(List.copyOf(this.members.values()), List.of(), notBefore, 1);
		}

		void bornInto(RefreshFixture stage) {
			if (stage != this.stage) {
				this.told = Duration.ZERO;
				this.asked = stage.owner.nanoTime();
				this.believed = true;
				this.oracle.restored();
			}
			this.stage = stage;
		}

		void comeAndGo(Random random) {
			this.away = random.nextInt(3) != 0;
			this.tells = (random.nextInt(4) == 0) ? Duration.ofSeconds(random.nextInt(-100, 400)) : null;
			switch (random.nextInt(6)) {
				case 0, 1 -> join(this.source.name() + random.nextInt(9));
				case 2 -> this.members.remove(this.source.name() + random.nextInt(9));
				case 3 -> this.members.clear();
				default -> {
				}
			}
		}

		Duration sinceAsked() {
			return Duration.ofNanos(this.stage.owner.nanoTime() - this.asked);
		}

		/** Backing off or told to wait, and then until the next round. */
		Duration mayWait() {
			Duration wait = (this.told.compareTo(LONGEST_BACKOFF) > 0) ? this.told : LONGEST_BACKOFF;
			return wait.plus(INTERVAL).plusSeconds(7);
		}

	}

}
