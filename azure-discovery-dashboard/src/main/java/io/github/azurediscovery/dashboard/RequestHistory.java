package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.spring.metrics.ArmUsage;

/** The requests of recent refreshes and the remaining quotas, bounded. Thread-safe. */
final class RequestHistory implements RefreshListener {

	static final int CAPACITY = 120;

	private final ArmUsage usage;

	private final Deque<RequestSample> samples = new ArrayDeque<>(CAPACITY);

	private long round;

	private long last;

	RequestHistory(ArmUsage usage) {
		this.usage = usage;
	}

	@Override
	public synchronized void refreshed(RefreshRound round, SourceStatus status, Duration duration, int held) {
		int requests = status.requests();
		boolean failed = status.error() != null;
		RequestSample latest = this.samples.peekLast();
		if (latest != null && this.round == round.number()) {
			requests += latest.requests();
			failed |= latest.failed();
			this.samples.removeLast();
		}
		else if (this.samples.size() == CAPACITY) {
			this.samples.removeFirst();
		}
		this.round = round.number();
		this.samples.addLast(new RequestSample(++this.last, round.started(), requests, failed, this.usage.quotas()));
	}

	/**
	 * Return the samples that are new or changed since a sample.
	 * @param id the id of the sample, 0 for all that are kept
	 * @return the samples, oldest first
	 */
	synchronized List<RequestSample> after(long id) {
		return this.samples.stream().filter((sample) -> sample.id() > id).toList();
	}

}
