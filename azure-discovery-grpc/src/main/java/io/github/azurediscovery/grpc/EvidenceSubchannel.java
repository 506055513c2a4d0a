package io.github.azurediscovery.grpc;

import java.util.List;

import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.Subchannel;
import io.grpc.LoadBalancer.SubchannelStateListener;
import io.grpc.util.ForwardingSubchannel;
import org.jspecify.annotations.Nullable;

/**
 * A subchannel that reports connections that fail. Where it has the addresses of several
 * instances, as that of {@code pick_first} does, only its calls are evidence.
 */
final class EvidenceSubchannel extends ForwardingSubchannel {

	private final Subchannel delegate;

	private volatile @Nullable InstanceCalls calls;

	EvidenceSubchannel(Subchannel delegate, List<EquivalentAddressGroup> addresses) {
		this.delegate = delegate;
		this.calls = InstanceCalls.of(addresses);
	}

	/**
	 * Return whose calls a pick begins, {@code null} if no instance of ours was picked.
	 */
	static @Nullable InstanceCalls calls(PickResult picked) {
		if (!(picked.getSubchannel() instanceof EvidenceSubchannel subchannel)) {
			return null;
		}
		InstanceCalls only = subchannel.calls;
		return (only != null) ? only : subchannel.connected();
	}

	private @Nullable InstanceCalls connected() {
		var attributes = this.delegate.getConnectedAddressAttributes();
		return (attributes != null) ? attributes.get(InstanceCalls.KEY) : null;
	}

	@Override
	protected Subchannel delegate() {
		return this.delegate;
	}

	@Override
	public void start(SubchannelStateListener listener) {
		super.start((state) -> {
			report(state);
			listener.onSubchannelState(state);
		});
	}

	private void report(ConnectivityStateInfo state) {
		InstanceCalls only = this.calls;
		if (only != null && state.getState() == ConnectivityState.TRANSIENT_FAILURE) {
			GrpcEvidence evidence = ConnectionClassifier.classify(state.getStatus());
			if (evidence != null) {
				only.notConnected(evidence);
			}
		}
	}

	@Override
	public void updateAddresses(List<EquivalentAddressGroup> addresses) {
		this.calls = InstanceCalls.of(addresses);
		super.updateAddresses(addresses);
	}

}
