package io.github.azurediscovery.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Picks as another policy does, follows what becomes of the pick, and passes over
 * instances that are set aside for the moment: their connections stay, since most are
 * back within milliseconds.
 */
final class EvidencePicker extends SubchannelPicker {

	private static final ClientStreamTracer NO_TRACER = new ClientStreamTracer() {
	};

	private static final int MOST_PICKS = 32;

	private final SubchannelPicker delegate;

	EvidencePicker(SubchannelPicker delegate) {
		this.delegate = delegate;
	}

	@Override
	public PickResult pickSubchannel(PickSubchannelArgs args) {
		PickResult first = this.delegate.pickSubchannel(args);
		PickResult picked = first;
		for (int picks = 1; picks < MOST_PICKS; picks++) {
			InstanceCalls calls = EvidenceSubchannel.calls(picked);
			if (calls == null || calls.offered()) {
				return traced(picked, calls, args);
			}
			PickResult next = this.delegate.pickSubchannel(args);
			if (next.getSubchannel() == null || next.getSubchannel() == picked.getSubchannel()) {
				break;
			}
			picked = next;
		}
		return traced(first, EvidenceSubchannel.calls(first), args);
	}

	private static PickResult traced(PickResult picked, @Nullable InstanceCalls calls, PickSubchannelArgs args) {
		if (calls == null) {
			return picked;
		}
		boolean oneMessage = args.getMethodDescriptor().getType().clientSendsOneMessage();
		return picked
			.copyWithStreamTracerFactory(new AttemptTracerFactory(calls, oneMessage, picked.getStreamTracerFactory()));
	}

	@Override
	public String toString() {
		return "EvidencePicker[" + this.delegate + "]";
	}

	/** Begins to follow an attempt. */
	private static final class AttemptTracerFactory extends ClientStreamTracer.Factory {

		private final InstanceCalls calls;

		private final boolean oneMessage;

		private final ClientStreamTracer.@Nullable Factory next;

		AttemptTracerFactory(InstanceCalls calls, boolean oneMessage, ClientStreamTracer.@Nullable Factory next) {
			this.calls = calls;
			this.oneMessage = oneMessage;
			this.next = next;
		}

		@Override
		public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
			ClientStreamTracer delegate = (this.next != null) ? this.next.newClientStreamTracer(info, headers)
					: NO_TRACER;
			this.calls.begin();
			return new AttemptTracer(delegate, this.calls, this.oneMessage ? deadline(info.getCallOptions()) : null);
		}

		/** That of the call itself, or of the call that this thread answers. */
		private static @Nullable Deadline deadline(CallOptions options) {
			Deadline own = options.getDeadline();
			Deadline inherited = Context.current().getDeadline();
			return (own != null && inherited != null) ? own.minimum(inherited) : (own != null) ? own : inherited;
		}

	}

}
