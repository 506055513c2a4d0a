package io.github.azurediscovery.proxies;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;

/** Counts what a sink changes. */
final class RecordedSink implements DiscoverySink {

	private final DiscoverySink sink;

	private final AtomicInteger changes = new AtomicInteger();

	RecordedSink(DiscoverySink sink) {
		this.sink = sink;
	}

	int changes() {
		return this.changes.get();
	}

	@Override
	public String name() {
		return this.sink.name();
	}

	@Override
	public SinkReport apply(DesiredState desired, ApplyMode mode) throws SinkException, InterruptedException {
		SinkReport report = this.sink.apply(desired, mode);
		this.changes.addAndGet(report.changes());
		return report;
	}

	@Override
	public Duration checkInterval() {
		return this.sink.checkInterval();
	}

	@Override
	public boolean holdsApplied() throws SinkException, InterruptedException {
		return this.sink.holdsApplied();
	}

}
