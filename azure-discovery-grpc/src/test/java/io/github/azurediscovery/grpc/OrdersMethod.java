package io.github.azurediscovery.grpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.stub.ClientCalls;

/** The methods of the service {@code Orders}, which take text and answer with text. */
public final class OrdersMethod {

	/** One order, one answer. */
	public static final MethodDescriptor<String, String> ONE = method(MethodType.UNARY, "one");

	/** Answers when the caller has said all. */
	public static final MethodDescriptor<String, String> MANY = method(MethodType.BIDI_STREAMING, "many");

	private OrdersMethod() {
	}

	/** Call with a deadline of two seconds, and return what the instance answers. */
	public static String call(Channel channel) {
		return call(channel, 2000);
	}

	static String call(Channel channel, long deadlineMillis) {
		return ClientCalls.blockingUnaryCall(channel, ONE,
				CallOptions.DEFAULT.withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS), "an order");
	}

	private static MethodDescriptor<String, String> method(MethodType type, String name) {
		return MethodDescriptor.<String, String>newBuilder()
			.setType(type)
			.setFullMethodName(MethodDescriptor.generateFullMethodName("Orders", name))
			.setRequestMarshaller(new Text())
			.setResponseMarshaller(new Text())
			.build();
	}

	private static final class Text implements MethodDescriptor.Marshaller<String> {

		@Override
		public InputStream stream(String value) {
			return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public String parse(InputStream stream) {
			try {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
