package io.github.azurediscovery.grpc;

import io.github.azurediscovery.grpc.AttemptClassifier.Progress;
import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.util.ForwardingClientStreamTracer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one attempt of a call, each of gRPC's retries being one, and reports how it
 * ends.
 */
final class AttemptTracer extends ForwardingClientStreamTracer {

	private final ClientStreamTracer delegate;

	private final InstanceCalls calls;

	private final @Nullable Deadline deadline;

	private volatile Progress progress = Progress.NOT_SENT;

	/**
	 * Create a tracer.
	 * @param delegate the tracer of another policy
	 * @param calls the instance that was picked
	 * @param deadline until when the instance must answer, {@code null} if it need not or
	 * if the caller may not have said all it has to say
	 */
	AttemptTracer(ClientStreamTracer delegate, InstanceCalls calls, @Nullable Deadline deadline) {
		this.delegate = delegate;
		this.calls = calls;
		this.deadline = deadline;
	}

	@Override
	protected ClientStreamTracer delegate() {
		return this.delegate;
	}

	@Override
	public void streamCreated(Attributes transport, Metadata headers) {
		this.progress = Progress.SENT;
		super.streamCreated(transport, headers);
	}

	@Override
	public void inboundHeaders() {
		this.progress = Progress.HEADERS;
		super.inboundHeaders();
	}

	@Override
	public void inboundTrailers(Metadata trailers) {
		this.progress = Progress.TRAILERS;
		super.inboundTrailers(trailers);
	}

	@Override
	public void streamClosed(Status status) {
		Progress end = this.progress;
		boolean overdue = end == Progress.SENT && this.deadline != null && this.deadline.isExpired();
		GrpcEvidence evidence = AttemptClassifier.classify(status, overdue ? Progress.OVERDUE : end);
		if (evidence != null) {
			this.calls.end(evidence);
		}
		super.streamClosed(status);
	}

}
