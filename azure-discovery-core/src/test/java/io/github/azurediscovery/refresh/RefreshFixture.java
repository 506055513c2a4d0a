package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;

/** A refresher with time and threads in the test's hand. */
final class RefreshFixture {

	final HandDriven owner = new HandDriven();

	final HandDriven network = new HandDriven();

	final HandDriven events = new HandDriven();

	final MutableCatalog catalog;

	final CatalogRefresher refresher;

	RefreshFixture(ScriptedSource... sources) {
		this(RefreshSettings.DEFAULT, sources);
	}

	RefreshFixture(RefreshSettings settings, ScriptedSource... sources) {
		this.catalog = new MutableCatalog(this.events);
		this.refresher = refresher(settings, this.events, sources);
	}

	private RefreshFixture(RefreshSettings settings, Executor events, ScriptedSource... sources) {
		this.catalog = new MutableCatalog(events);
		this.refresher = refresher(settings, events, sources);
	}

	/** A stage whose listeners are told on the spot, before anything else happens. */
	static RefreshFixture tellingAtOnce(RefreshSettings settings, ScriptedSource... sources) {
		return new RefreshFixture(settings, Runnable::run, sources);
	}

	private CatalogRefresher refresher(RefreshSettings settings, Executor events, ScriptedSource... sources) {
		return new CatalogRefresher(List.of(sources), settings, this.catalog, this.owner, this.network, events,
				new SteadyClock(this.owner, this.owner::nanoTime), new Random(42));
	}

	RefreshFixture start() {
		this.refresher.start();
		return settle();
	}

	/** Run everything that is ready, on all threads. */
	RefreshFixture settle() {
		boolean busy = true;
		while (busy) {
			busy = this.owner.runNext() || this.network.runNext() || this.events.runNext();
		}
		return this;
	}

	/** Let time pass second by second. */
	RefreshFixture pass(Duration duration) {
		for (long i = 0; i < duration.toSeconds(); i++) {
			this.owner.pass(Duration.ofSeconds(1));
			settle();
		}
		return this;
	}

	/** Let the next regular round pass, whatever its jitter. */
	RefreshFixture nextRound() {
		return pass(Duration.ofSeconds(36));
	}

	List<String> orders() {
		return this.catalog.current().instances("orders").stream().map(Instance::id).toList();
	}

	long held() {
		return this.catalog.current().instances("orders").stream().filter(Instance::held).count();
	}

}
