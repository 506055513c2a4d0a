package io.github.azurediscovery.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.grpc.Attributes;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/** An instance of {@code orders}, a real gRPC server that answers with its name. */
public final class OrdersServer implements AutoCloseable {

	private static final ApplicationProtocolConfig HTTP_2 = new ApplicationProtocolConfig(Protocol.ALPN,
			SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, "h2");

	private final String name;

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile Status answer = Status.OK;

	private volatile boolean hangs;

	private final int port;

	private final @Nullable SslContext tls;

	private Server server;

	private OrdersServer(String name, @Nullable SslContext tls) {
		this.name = name;
		this.tls = tls;
		this.server = start(0);
		this.port = this.server.getPort();
	}

	/** Start an instance on a free port. */
	public static OrdersServer start(String name) {
		return new OrdersServer(name, null);
	}

	/** Start an instance on a free port, with TLS. */
	static OrdersServer start(String name, LoopbackCertificate certificate) {
		return new OrdersServer(name, new JdkSslContext(certificate.server(), false, null,
				IdentityCipherSuiteFilter.INSTANCE, HTTP_2, ClientAuth.NONE, null, false));
	}

	private Server start(int port) {
		NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port));
		if (this.tls != null) {
			builder.sslContext(this.tls);
		}
		try {
			return builder.directExecutor()
				.addService(ServerServiceDefinition.builder("Orders")
					.addMethod(OrdersMethod.ONE, ServerCalls.asyncUnaryCall(this::one))
					.addMethod(OrdersMethod.MANY, ServerCalls.asyncBidiStreamingCall(this::many))
					.build())
				.addTransportFilter(new ServerTransportFilter() {
					@Override
					public Attributes transportReady(Attributes attributes) {
						OrdersServer.this.connections.incrementAndGet();
						return attributes;
					}

					@Override
					public void transportTerminated(Attributes attributes) {
						OrdersServer.this.connections.decrementAndGet();
					}
				})
				.build()
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void one(String order, StreamObserver<String> caller) {
		this.calls.incrementAndGet();
		if (this.hangs) {
			return;
		}
		if (this.answer.isOk()) {
			caller.onNext(this.name);
			caller.onCompleted();
		}
		else {
			caller.onError(this.answer.asRuntimeException());
		}
	}

	private StreamObserver<String> many(StreamObserver<String> caller) {
		return new StreamObserver<>() {
			@Override
			public void onNext(String order) {
			}

			@Override
			public void onError(Throwable error) {
			}

			@Override
			public void onCompleted() {
				caller.onNext(OrdersServer.this.name);
				caller.onCompleted();
			}
		};
	}

	/** Answer with a status from now on. */
	void answer(Status status) {
		this.answer = status;
	}

	/** Never answer again. */
	void hang() {
		this.hangs = true;
	}

	/** End at once, with the connections. */
	public void kill() {
		this.server.shutdownNow();
	}

	/** Listen where it listened before. */
	void restart() throws InterruptedException {
		this.server.awaitTermination();
		this.server = start(this.port);
	}

	/** Return how many calls came. */
	public int calls() {
		return this.calls.get();
	}

	int connections() {
		return this.connections.get();
	}

	int port() {
		return this.port;
	}

	/** Return the address, host and port. */
	public String address() {
		return "127.0.0.1:" + port();
	}

	@Override
	public void close() {
		this.server.shutdownNow();
	}

}
