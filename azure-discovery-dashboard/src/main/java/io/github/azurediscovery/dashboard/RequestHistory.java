package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.source.Round;
import io.github.azurediscovery.spring.actuate.ArmUsage;

/** What the recent rounds cost and left of the quotas, bounded. Thread-safe. */
final class RequestHistory implements RefreshListener {

	static final int LENGTH = 120;

	private final ArmUsage usage;

	private final Deque<RequestSample> points = new ArrayDeque<>(LENGTH);

	private long round;

	private long last;

	RequestHistory(ArmUsage usage) {
		this.usage = usage;
	}

	@Override
	public synchronized void refreshed(Round round, SourceStatus status, Duration duration, int held) {
		int requests = status.requests();
		boolean failed = status.error() != null;
		RequestSample latest = this.points.peekLast();
		if (latest != null && this.round == round.number()) {
			requests += latest.requests();
			failed |= latest.failed();
			this.points.removeLast();
		}
		else if (this.points.size() == LENGTH) {
			this.points.removeFirst();
		}
		this.round = round.number();
		this.points.addLast(new RequestSample(++this.last, round.started(), requests, failed, this.usage.quotas()));
	}

	/**
	 * Return the rounds that are new or cost more since a point.
	 * @param id the point's id, 0 for everything still known
	 * @return the points, oldest first
	 */
	synchronized List<RequestSample> after(long id) {
		return this.points.stream().filter((point) -> point.id() > id).toList();
	}

}
