package io.github.azurediscovery.envoy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.PushSource;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a change takes from its source to a call of grpc-xds, through all of discovery
 * with its defaults. The changes are counted and the times printed; see
 * {@code docs/internals/performance.md}.
 */
class PickLatencyTests {

	private static final int CHANGES = 30;

	@Test
	void everyChangeReachesThePick() throws Exception {
		PushSource source = new PushSource();
		EnvoySink sink = new EnvoySink(EnvoySettings.DEFAULT);
		NettyServerBuilder builder = NettyServerBuilder.forPort(0);
		sink.services().forEach(builder::addService);
		Server server = builder.build().start();
		try (NamedBackend even = new NamedBackend("even");
				NamedBackend odd = new NamedBackend("odd");
				AzureDiscovery discovery = AzureDiscovery.builder().withoutImds().source(source).sink(sink).build();
				ProxylessClient client = new ProxylessClient(server.getPort(), "orders")) {
			push(source, even);
			discovery.start();
			assertThat(client.call()).isEqualTo("even");
			long[] micros = new long[CHANGES];
			for (int change = 0; change < CHANGES; change++) {
				boolean toOdd = change % 2 == 0;
				long begin = System.nanoTime();
				push(source, toOdd ? odd : even);
				Awaitility.await()
					.pollInSameThread()
					.pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofNanos(500_000))
					.until(() -> client.call().equals(toOdd ? "odd" : "even"));
				micros[change] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
				TimeUnit.MILLISECONDS.sleep(20);
			}
			print("change to pick of grpc-xds", micros);
		}
		finally {
			server.shutdownNow();
		}
	}

	@Test
	void aThousandClustersAreBuiltAndServed() {
		long[] micros = new long[10];
		long[] served = new long[micros.length];
		for (int run = 0; run < micros.length; run++) {
			try (ControlPlane control = ControlPlane.start();
					DeltaStream client = new DeltaStream(control, WorldStream.ENVOY)) {
				long begin = System.nanoTime();
				assertThat(control.apply(EnvoyStates.services(1000, -1)).changes()).isEqualTo(1000);
				micros[run] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
				begin = System.nanoTime();
				client.ask(ResourceKind.CLUSTERS, Map.of());
				assertThat(client.next().getResourcesCount()).isEqualTo(1000);
				served[run] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
			}
		}
		print("1000 clusters built, for both kinds of clients", micros);
		print("1000 clusters at a client that connects", served);
	}

	private static void push(PushSource source, NamedBackend backend) {
		source.replace("orders", List.of(Instance.of("one", "orders", "127.0.0.1", backend.port()).build()));
	}

	private static void print(String what, long[] micros) {
		long[] sorted = LongStream.of(micros).sorted().toArray();
		System.out.printf("MEASURED %s: median %.1f ms, slowest %.1f ms, of %d%n", what,
				sorted[sorted.length / 2] / 1e3, sorted[sorted.length - 1] / 1e3, sorted.length);
	}

}
