package io.github.azurediscovery.test.http;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was asked of the simulated Azure since the last {@link #clear()}: how often, by
 * how many connections, how many at once. Safe for use by several threads.
 */
public final class RequestLog {

	private static final int KEPT = 10_000;

	private final Map<AzureOperation, Integer> counts = new EnumMap<>(AzureOperation.class);

	private final Deque<RecordedRequest> requests = new ArrayDeque<>();

	private final Set<InetSocketAddress> connections = new HashSet<>();

	private int inFlight;

	private int maxInFlight;

	synchronized void begin(IncomingRequest request, InetSocketAddress client) {
		this.counts.merge(request.operation(), 1, Integer::sum);
		this.connections.add(client);
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
	}

	synchronized void end(IncomingRequest request, int status) {
		this.inFlight--;
		if (this.requests.size() == KEPT) {
			this.requests.removeFirst();
		}
		this.requests.addLast(RecordedRequest.of(request, status));
	}

	/**
	 * Return how many requests came in for some operations.
	 * @param operations the operations
	 * @return their requests, those being answered included
	 */
	public int count(AzureOperation... operations) {
		return count(List.of(operations));
	}

	/**
	 * Return how many requests came in for some operations.
	 * @param operations the operations, for example {@link AzureOperation#membership()}
	 * @return their requests, those being answered included
	 */
	public synchronized int count(Collection<AzureOperation> operations) {
		return operations.stream().distinct().mapToInt((operation) -> this.counts.getOrDefault(operation, 0)).sum();
	}

	/**
	 * Return the number of requests by operation.
	 * @return a copy; operations without requests are absent
	 */
	public synchronized Map<AzureOperation, Integer> counts() {
		return Map.copyOf(this.counts);
	}

	/**
	 * Return the largest number of requests that were being answered at one time.
	 * @return at least 0
	 */
	public synchronized int maxInFlight() {
		return this.maxInFlight;
	}

	/**
	 * Return the number of connections that requests came over.
	 * @return at least 0
	 */
	public synchronized int connections() {
		return this.connections.size();
	}

	/**
	 * Return the answered requests, oldest first, at most the last 10,000.
	 * @return a copy
	 */
	public synchronized List<RecordedRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Return the answered requests of one operation, oldest first.
	 * @param operation the operation
	 * @return a copy
	 */
	public List<RecordedRequest> requests(AzureOperation operation) {
		return requests().stream().filter((request) -> request.operation() == operation).toList();
	}

	/**
	 * Forget everything. Requests that are being answered stay in flight.
	 */
	public synchronized void clear() {
		this.counts.clear();
		this.requests.clear();
		this.connections.clear();
		this.maxInFlight = this.inFlight;
	}

}
