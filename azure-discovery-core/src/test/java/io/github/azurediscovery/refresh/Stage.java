package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.LiveCatalog;

/** A refresher with time and threads in the test's hand. */
final class Stage {

	final HandDriven owner = new HandDriven();

	final HandDriven network = new HandDriven();

	final HandDriven events = new HandDriven();

	final LiveCatalog catalog;

	final Refresher refresher;

	Stage(ScriptedSource... sources) {
		this(RefreshSettings.DEFAULT, sources);
	}

	Stage(RefreshSettings settings, ScriptedSource... sources) {
		this.catalog = new LiveCatalog(this.events);
		this.refresher = refresher(settings, this.events, sources);
	}

	private Stage(RefreshSettings settings, Executor events, ScriptedSource... sources) {
		this.catalog = new LiveCatalog(events);
		this.refresher = refresher(settings, events, sources);
	}

	/** A stage whose listeners are told on the spot, before anything else happens. */
	static Stage tellingAtOnce(RefreshSettings settings, ScriptedSource... sources) {
		return new Stage(settings, Runnable::run, sources);
	}

	private Refresher refresher(RefreshSettings settings, Executor events, ScriptedSource... sources) {
		return new Refresher(List.of(sources), settings, this.catalog, this.owner, this.network, events,
				new SteadyClock(this.owner, this.owner::nanoTime), new Random(42));
	}

	Stage start() {
		this.refresher.start();
		return settle();
	}

	/** Run everything that is ready, on all threads. */
	Stage settle() {
		boolean busy = true;
		while (busy) {
			busy = this.owner.runNext() || this.network.runNext() || this.events.runNext();
		}
		return this;
	}

	/** Let time pass second by second. */
	Stage pass(Duration duration) {
		for (long i = 0; i < duration.toSeconds(); i++) {
			this.owner.pass(Duration.ofSeconds(1));
			settle();
		}
		return this;
	}

	/** Let the next regular round pass, whatever its jitter. */
	Stage nextRound() {
		return pass(Duration.ofSeconds(36));
	}

	List<String> orders() {
		return this.catalog.current().instances("orders").stream().map(Instance::id).toList();
	}

	long held() {
		return this.catalog.current().instances("orders").stream().filter(Instance::held).count();
	}

}
