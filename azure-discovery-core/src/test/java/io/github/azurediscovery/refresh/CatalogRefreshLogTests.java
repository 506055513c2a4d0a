package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import ch.qos.logback.classic.Level;
import io.github.azurediscovery.LogCapture;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator reads. */
@Isolated
class CatalogRefreshLogTests {

	@RegisterExtension
	final LogCapture log = new LogCapture(CatalogRefresher.class);

	private final ScriptedSource source = new ScriptedSource("scale-set:orders").answers("a", "b");

	@Test
	void anHourOfOutageIsTwoLines() {
		RefreshFixture stage = new RefreshFixture(this.source).start();
		this.log.clear();
		this.source.fails();
		stage.pass(Duration.ofHours(1));
		this.source.answers("a", "b");
		stage.pass(Duration.ofMinutes(6));
		assertThat(this.log.lines()).hasSize(2);
		assertThat(this.log.lines().get(0))
			.isEqualTo("WARN Source 'scale-set:orders' failed, its 2 instances are kept: the list failed");
		assertThat(this.log.lines().get(1)).matches("INFO Source 'scale-set:orders' answers again after 3[67]\\d\\d s");
		assertThat(this.log.details()).isGreaterThan(5);
	}

	@Test
	void changesAreLoggedAtDebugWhereAnotherRefresherLogsThem() {
		RefreshFixture stage = new RefreshFixture(this.source);
		stage.refresher.hushChanges();
		stage.start();
		assertThat(stage.catalog.current().instances("orders")).hasSize(2);
		assertThat(this.log.lines()).isEmpty();
		assertThat(this.log.details()).isPositive();
	}

	@Test
	void noStackTraceIsAboveDebug() {
		this.source.fails();
		new RefreshFixture(this.source).start().pass(Duration.ofHours(1));
		assertThat(this.log.events(Level.INFO)).isNotEmpty().allMatch((event) -> event.getThrowableProxy() == null);
	}

	@Test
	void saysWhenASourceHasNeverAnswered() {
		this.source.fails();
		new RefreshFixture(this.source).start();
		assertThat(this.log.lines())
			.containsExactly("WARN Source 'scale-set:orders' failed and has never answered: the list failed");
	}

	@Test
	void aRefusedOptionalSourceIsOneQuietLine() {
		ScriptedSource tags = new ScriptedSource("tags").asOptional().isDenied();
		new RefreshFixture(tags, new ScriptedSource("file")).start().pass(Duration.ofHours(1));
		assertThat(this.log.lines()).containsExactly(
				"INFO Optional source 'tags' was denied access; continuing without it: rights are missing");
	}

	@Test
	void namesTheServiceAndTheNumbersOfAChange() {
		RefreshFixture stage = new RefreshFixture(this.source).start();
		this.source.answers(ScriptedSource.instances("b", "c", "d"),
				new Rejection("a", "orders", RejectionReason.NOT_RUNNING, "deallocated"));
		stage.nextRound();
		stage.pass(Duration.ofMinutes(10));
		assertThat(this.log.lines()).containsExactly(
				"INFO orders: 2 joined, 0 left, 0 updated, 2 instances at revision 1",
				"INFO orders: 2 joined, 1 left, 0 updated, 3 instances at revision 2");
	}

	@Test
	void theGuardIsALineWhenItStepsInAndOneWhenItEnds() {
		RefreshFixture stage = new RefreshFixture(this.source).start();
		this.log.clear();
		this.source.answers();
		stage.pass(Duration.ofMinutes(5));
		assertThat(this.log.lines()).containsExactly(
				"WARN orders: 2 of 2 instances are missing from the answer of source 'scale-set:orders' and held;"
						+ " they leave if 2 further answers lack them",
				"INFO Source 'scale-set:orders': the guard holds no instance any more",
				"INFO orders: 0 joined, 2 left, 0 updated, 0 instances at revision 2");
	}

	@Test
	void aChangeOfManyServicesIsOneLine() {
		this.source.answers(services(1000, "a"));
		new RefreshFixture(this.source).start();
		assertThat(this.log.lines())
			.containsExactly("INFO 1000 services: 1000 joined, 0 left, 0 updated, 1000 instances at revision 1");
		assertThat(this.log.details()).isEqualTo(1000);
	}

	@Test
	void aChangeOfAFewServicesIsALineForEach() {
		this.source.answers(services(20, "a"));
		new RefreshFixture(this.source).start();
		assertThat(this.log.lines()).hasSize(20)
			.contains("INFO s7: 1 joined, 0 left, 0 updated, 1 instances at revision 1");
	}

	@Test
	void theGuardNamesTenServicesAtMost() {
		this.source.answers(services(1000, "a"));
		RefreshFixture stage = new RefreshFixture(this.source).start();
		this.log.clear();
		this.source.answers();
		stage.nextRound();
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN s0, s1, s10, s100, s101, s102, s103, s104, s105, s106 and 990 more: 1000 of 1000 ");
	}

	private static List<Instance> services(int number, String id) {
		return IntStream.range(0, number)
			.mapToObj((service) -> Instance.of(id + service, "s" + service, "10.0.0.1", 8080).build())
			.toList();
	}

}
