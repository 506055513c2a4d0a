package io.github.azurediscovery.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * An instance of {@code orders} that speaks gRPC: answers with its name. A line
 * {@code hang} or {@code unavailable} on standard input changes its behaviour; the end of
 * standard input ends it.
 */
final class GrpcOrdersInstance {

	private final String name;

	private volatile String behaviour = "ok";

	private GrpcOrdersInstance(String name) {
		this.name = name;
	}

	/**
	 * Run an instance.
	 * @param args its name, its address and its port
	 * @throws IOException if the address is taken
	 */
	public static void main(String[] args) throws IOException {
		GrpcOrdersInstance instance = new GrpcOrdersInstance(args[0]);
		NettyServerBuilder.forAddress(new InetSocketAddress(args[1], Integer.parseInt(args[2])))
			.addService(ServerServiceDefinition.builder(GrpcOrdersCall.SERVICE)
				.addMethod(GrpcOrdersCall.METHOD, ServerCalls.asyncUnaryCall(instance::answer))
				.build())
			.build()
			.start();
		System.out.println("ready");
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			instance.behaviour = line;
		}
		System.exit(0);
	}

	private void answer(String request, StreamObserver<String> caller) {
		switch (this.behaviour) {
			case "hang" -> {
			}
			case "unavailable" -> caller.onError(Status.UNAVAILABLE.asException());
			default -> {
				caller.onNext(this.name);
				caller.onCompleted();
			}
		}
	}

}
