package io.github.azurediscovery.grpc;

import java.util.List;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.health.ServiceDemand;
import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The calls of one channel to one instance: whether it may be called now, and where to
 * tell how calls end. Travels with the instance's addresses. Thread-safe.
 */
final class InstanceCalls {

	private static final Logger logger = LoggerFactory.getLogger(InstanceCalls.class);

	static final Attributes.Key<InstanceCalls> KEY = Attributes.Key.create("azure-discovery-instance");

	private final Instance instance;

	private final int port;

	private final CallReporter reporter;

	private final ServiceDemand demand;

	private final Consumer<Instance> picks;

	private volatile boolean offered = true;

	private volatile boolean failing;

	InstanceCalls(Instance instance, int port, InstanceHealthRegistry health, Consumer<Instance> picks) {
		this.instance = instance;
		this.port = port;
		this.reporter = health.calls(instance);
		this.demand = health.demand(instance.service());
		this.picks = picks;
	}

	/** Return whose calls go to addresses, if it is a single instance that has them. */
	static @Nullable InstanceCalls of(List<EquivalentAddressGroup> addresses) {
		return (addresses.size() == 1) ? addresses.get(0).getAttributes().get(KEY) : null;
	}

	Instance instance() {
		return this.instance;
	}

	int port() {
		return this.port;
	}

	/** Return whether calls may go there now. */
	boolean offered() {
		return this.offered;
	}

	void offered(boolean offered) {
		this.offered = offered;
	}

	/** Return whether an instance is the same machine at the same address. */
	boolean isFor(Instance other, int port) {
		return this.port == port && this.instance.host().equals(other.host()) && this.instance.port() == other.port()
				&& this.instance.vmId().equals(other.vmId());
	}

	/**
	 * An attempt begins. Throws nothing, as no call of this class does to gRPC, which
	 * would give up the whole channel.
	 */
	void begin() {
		try {
			this.demand.note();
			this.picks.accept(this.instance);
			this.reporter.begin();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/** An attempt ended. */
	void end(GrpcEvidence evidence) {
		report(evidence.outcome(), evidence.reason());
	}

	/**
	 * No connection came about. Discovery confirms that with a connection to the port of
	 * the service. Where gRPC has another port, that decides nothing, so the failure
	 * counts like a bad answer.
	 */
	void notConnected(GrpcEvidence evidence) {
		boolean confirmable = this.port == this.instance.port();
		report(confirmable ? evidence.outcome() : CallOutcome.SOFT_FAILURE, evidence.reason());
	}

	private void report(CallOutcome outcome, String reason) {
		try {
			this.reporter.end(outcome, reason);
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private void failed(Throwable failure) {
		logger.atLevel(this.failing ? Level.DEBUG : Level.WARN)
			.setCause(failure)
			.log("A call to {} goes on, but could not be reported", this.instance.name());
		this.failing = true;
	}

	@Override
	public String toString() {
		return this.instance.id();
	}

}
