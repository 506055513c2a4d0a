package io.github.azurediscovery.envoy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;
import io.github.azurediscovery.sink.SinkTarget;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;

/** A control plane on loopback, without Spring. */
final class ControlPlane implements AutoCloseable {

	private final EnvoySink sink;

	private final Server server;

	private ControlPlane(EnvoySettings settings, int port) {
		this.sink = new EnvoySink(settings);
		NettyServerBuilder builder = NettyServerBuilder
			.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.sink.services().forEach(builder::addService);
		try {
			this.server = builder.build().start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ControlPlane start() {
		return start(EnvoySettings.DEFAULT);
	}

	static ControlPlane start(EnvoySettings settings) {
		return new ControlPlane(settings, 0);
	}

	/** What takes the place of one that is gone. */
	static ControlPlane startAt(int port) {
		return new ControlPlane(EnvoySettings.DEFAULT, port);
	}

	EnvoySink sink() {
		return this.sink;
	}

	int port() {
		return this.server.getPort();
	}

	SinkReport apply(SinkTarget... targets) {
		return apply(EnvoyStates.complete(targets));
	}

	SinkReport apply(DesiredState state) {
		try {
			return this.sink.apply(state, ApplyMode.CHANGES);
		}
		catch (SinkException ex) {
			throw new AssertionError(ex);
		}
	}

	ManagedChannel channel() {
		return NettyChannelBuilder.forAddress("127.0.0.1", port()).usePlaintext().directExecutor().build();
	}

	@Override
	public void close() {
		this.server.shutdownNow();
		try {
			this.server.awaitTermination();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
