package io.github.azurediscovery.test.http;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a request between its arrival and its answer: it is logged, delayed by
 * the latency, struck by a fault or answered truly.
 */
final class RequestAnswering {

	private static final Logger logger = LoggerFactory.getLogger(RequestAnswering.class);

	/** Longer than any client waits. */
	static final Duration STALL = Duration.ofMinutes(3);

	private final SimulatedEndpoint handler;

	private final RequestLog log;

	private final ActiveFaults faults;

	private volatile Duration latency = Duration.ZERO;

	RequestAnswering(SimulatedEndpoint handler, RequestLog log, ActiveFaults faults) {
		this.handler = handler;
		this.log = log;
		this.faults = faults;
	}

	void latency(Duration latency) {
		this.latency = latency;
	}

	/**
	 * Answer a request. It counts as done before the answer is sent: a client that has
	 * the answer finds it in the log.
	 */
	HttpAnswer answer(IncomingRequest received, InetSocketAddress client) throws InterruptedException {
		IncomingRequest request = received.as(this.handler.operationOf(received));
		this.log.begin(request, client);
		int status = 0;
		try {
			HttpAnswer answer = answer(request);
			status = (answer.delivery() != HttpAnswer.Delivery.DROPPED) ? answer.status() : 0;
			return answer;
		}
		finally {
			this.log.end(request, status);
		}
	}

	private HttpAnswer answer(IncomingRequest request) throws InterruptedException {
		if (!this.latency.isZero()) {
			Thread.sleep(this.latency.toMillis());
		}
		AzureFault fault = this.faults.next(request);
		try {
			return (fault != null) ? fault.strike(request, () -> this.handler.answer(request))
					: this.handler.answer(request);
		}
		catch (RuntimeException ex) {
			logger.error("The simulated Azure failed on {} {}", request.method(), request.target(), ex);
			return HttpAnswer.text(500, "text/plain", "The simulated Azure failed: " + ex);
		}
	}

}
