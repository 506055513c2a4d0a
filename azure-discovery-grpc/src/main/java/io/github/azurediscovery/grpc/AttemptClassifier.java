package io.github.azurediscovery.grpc;

import java.io.IOException;

import io.grpc.Status;
import io.grpc.Status.Code;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the end of an attempt as evidence about the instance that it went to. The
 * status alone does not tell: the same {@code UNAVAILABLE} is an instance's answer, a
 * broken connection, or the orderly end of one. A failure on the side of the caller is no
 * evidence.
 */
final class AttemptClassifier {

	/** Of Netty's and OkHttp's transport, where the peer closed without a word. */
	private static final String CLOSED = "Network closed";

	/** Of {@code KeepAliveManager}, where the peer did not answer a ping. */
	private static final String KEEPALIVE = "Keepalive failed";

	/** Of {@code GrpcUtil}, where something answered that does not speak gRPC. */
	private static final String BAD_GATEWAY = "HTTP status code 50";

	private AttemptClassifier() {
	}

	/**
	 * Classify an attempt.
	 * @param status its status
	 * @param progress how far it had come
	 * @return the evidence, or {@code null} if it says nothing about the instance
	 */
	static @Nullable GrpcEvidence classify(Status status, Progress progress) {
		return switch (progress) {
			case NOT_SENT -> null;
			case TRAILERS -> answer(status);
			case SENT -> isTimeout(status) ? null : broken(status);
			case OVERDUE -> isTimeout(status) ? GrpcEvidence.soft("no answer before the deadline") : broken(status);
			case HEADERS -> broken(status);
		};
	}

	/** Any answer is one, as a status of HTTP is; only one says "not me". */
	private static GrpcEvidence answer(Status status) {
		return (status.getCode() == Code.UNAVAILABLE) ? GrpcEvidence.soft("status UNAVAILABLE") : GrpcEvidence.SUCCESS;
	}

	/**
	 * When the deadline passes, the one end or the other cancels first, and a retry that
	 * is still possible cancels as well.
	 */
	private static boolean isTimeout(Status status) {
		return status.getCode() == Code.DEADLINE_EXCEEDED || status.getCode() == Code.CANCELLED;
	}

	private static @Nullable GrpcEvidence broken(Status status) {
		if (status.getCode() != Code.UNAVAILABLE) {
			return null;
		}
		String description = String.valueOf(status.getDescription());
		if (description.startsWith(BAD_GATEWAY)) {
			return GrpcEvidence.soft(description.lines().findFirst().orElse(BAD_GATEWAY));
		}
		if (description.startsWith(KEEPALIVE)) {
			return GrpcEvidence.suspect("keepalive failed");
		}
		boolean closed = description.startsWith(CLOSED) || status.getCause() instanceof IOException;
		return closed ? GrpcEvidence.suspect("connection closed") : null;
	}

	/** How far an attempt had come when it ended. */
	enum Progress {

		/** It did not reach a transport: its credentials failed, for one. */
		NOT_SENT,

		/** It was sent, and there was no answer. */
		SENT,

		/** It was sent whole, and there was no answer before its deadline. */
		OVERDUE,

		/** The answer had begun. */
		HEADERS,

		/** The instance had ended it. */
		TRAILERS

	}

}
