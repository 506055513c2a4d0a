package io.github.azurediscovery.spring.envoy;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;

/**
 * Analyzes a gRPC server that cannot listen, that has no certificates it can use, or that
 * would listen too openly. Spring Boot does the first two for its web servers only.
 */
final class GrpcServerFailureAnalyzer implements FailureAnalyzer {

	private static final String UNBOUND = "Failed to bind";

	private static final String FACTORY = "GrpcServerFactory";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		BeanCreationException creation = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			if (cause instanceof InsecureListenerException insecure) {
				return new FailureAnalysis(insecure.danger() + ".", insecure.cure() + ".", cause);
			}
			if (cause instanceof IOException && message.startsWith(UNBOUND)) {
				return new FailureAnalysis("The gRPC server cannot listen: " + message + " (" + root(cause) + ")",
						"Stop what listens there, or correct spring.grpc.server.address and spring.grpc.server.port.",
						cause);
			}
			creation = (cause instanceof BeanCreationException innermost) ? innermost : creation;
		}
		return (creation != null && String.valueOf(creation.getBeanName()).endsWith(FACTORY)
				&& !isWrongProperty(creation)) ? certificates(creation) : null;
	}

	private static FailureAnalysis certificates(BeanCreationException creation) {
		return new FailureAnalysis("The gRPC server cannot use its certificates: " + root(creation),
				"Correct spring.grpc.server.ssl.bundle, and the bundle of that name under spring.ssl.bundle.",
				creation);
	}

	private static boolean isWrongProperty(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException) {
				return true;
			}
		}
		return false;
	}

	private static String root(Throwable failure) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
	}

}
