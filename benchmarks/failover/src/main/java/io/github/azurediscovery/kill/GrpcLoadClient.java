package io.github.azurediscovery.kill;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.client.GrpcChannelFactory;

/**
 * Calls the channel {@code orders} of Spring Boot's gRPC client 200 times a second, each
 * call with a deadline of a second, and prints the {@link RequestOutcome} of each until
 * its standard input ends. A call is made when it is due, regardless of the others.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class GrpcLoadClient {

	private static final Duration PERIOD = Duration.ofMillis(5);

	/** Calls before the first that counts, while Java compiles. */
	private static final int WARM_UP = 500;

	private static final PrintStream OUT = System.out;

	/**
	 * Run a client.
	 * @param args properties
	 * @throws Exception if standard input cannot be read
	 */
	public static void main(String[] args) throws Exception {
		GrpcChannelFactory channels = SpringApplication.run(GrpcLoadClient.class, args)
			.getBean(GrpcChannelFactory.class);
		ManagedChannel orders = channels.createChannel("orders");
		for (int i = 0; i < WARM_UP; i++) {
			ClientCalls.blockingUnaryCall(orders, GrpcOrdersCall.METHOD,
					CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), "who are you");
		}
		Thread pace = new Thread(() -> {
			for (long due = System.nanoTime();; due += PERIOD.toNanos()) {
				LockSupport.parkNanos(due - System.nanoTime());
				call(orders);
			}
		}, "pace");
		pace.setDaemon(true);
		pace.start();
		while (System.in.read() >= 0) {
			Thread.onSpinWait();
		}
		System.exit(0);
	}

	private static void call(ManagedChannel orders) {
		long begin = System.currentTimeMillis();
		ClientCalls.asyncUnaryCall(
				orders.newCall(GrpcOrdersCall.METHOD, CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.SECONDS)),
				"who are you", new StreamObserver<String>() {

					@Override
					public void onNext(String name) {
						ended(begin, true, name);
					}

					@Override
					public void onError(Throwable failure) {
						ended(begin, false, failure.toString().replaceAll("\\s+", " "));
					}

					@Override
					public void onCompleted() {
					}

				});
	}

	private static void ended(long begin, boolean ok, String detail) {
		long now = System.currentTimeMillis();
		OUT.println(new RequestOutcome(now, begin, "-", ok ? 0 : now, "gRPC", ok, detail));
	}

}
