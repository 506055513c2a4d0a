package io.github.azurediscovery.grpc;

import io.grpc.ConnectivityState;
import io.grpc.LoadBalancer;
import io.grpc.Status;
import io.grpc.util.ForwardingLoadBalancerHelper;
import io.grpc.util.GracefulSwitchLoadBalancer;

/**
 * Balances as another policy does, and reports how attempts and connections end. When the
 * last instance is gone, its connections end too, while gRPC's own policies would keep
 * calling it.
 */
final class EvidenceLoadBalancer extends LoadBalancer {

	private final Helper helper;

	private final Object defaultConfig;

	private GracefulSwitchLoadBalancer child;

	EvidenceLoadBalancer(Helper helper, Object defaultConfig) {
		this.helper = new EvidenceHelper(helper);
		this.defaultConfig = defaultConfig;
		this.child = new GracefulSwitchLoadBalancer(this.helper);
	}

	@Override
	public Status acceptResolvedAddresses(ResolvedAddresses addresses) {
		Object config = addresses.getLoadBalancingPolicyConfig();
		return this.child.acceptResolvedAddresses(addresses.toBuilder()
			.setLoadBalancingPolicyConfig((config != null) ? config : this.defaultConfig)
			.build());
	}

	@Override
	public void handleNameResolutionError(Status error) {
		this.child.shutdown();
		this.child = new GracefulSwitchLoadBalancer(this.helper);
		this.helper.updateBalancingState(ConnectivityState.TRANSIENT_FAILURE,
				new FixedResultPicker(PickResult.withError(error)));
	}

	@Override
	public void requestConnection() {
		this.child.requestConnection();
	}

	@Override
	public void shutdown() {
		this.child.shutdown();
	}

	/** What the other policy sees of the channel. */
	private static final class EvidenceHelper extends ForwardingLoadBalancerHelper {

		private final Helper delegate;

		EvidenceHelper(Helper delegate) {
			this.delegate = delegate;
		}

		@Override
		protected Helper delegate() {
			return this.delegate;
		}

		@Override
		public Subchannel createSubchannel(CreateSubchannelArgs args) {
			return new EvidenceSubchannel(super.createSubchannel(args), args.getAddresses());
		}

		@Override
		public void updateBalancingState(ConnectivityState state, SubchannelPicker picker) {
			super.updateBalancingState(state, new EvidencePicker(picker));
		}

	}

}
