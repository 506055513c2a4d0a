package io.github.azurediscovery.envoy;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.stub.ClientCalls;
import io.grpc.xds.XdsNameResolverProvider;

import org.springframework.boot.json.BasicJsonParser;

/**
 * grpc-xds, which shares no code with the control plane, as a client of it: it resolves,
 * balances and calls as any application does that dials {@code xds:///orders}.
 */
final class ProxylessClient implements AutoCloseable {

	private static final AtomicInteger clients = new AtomicInteger();

	private final NameResolverProvider provider;

	private final ManagedChannel channel;

	ProxylessClient(int controlPlane, String service) {
		this(controlPlane, service, "1");
	}

	/** Under a scheme of its own, as grpc-xds reads its configuration once per scheme. */
	ProxylessClient(int controlPlane, String service, String zone) {
		String scheme = "xds" + clients.incrementAndGet();
		String bootstrap = """
				{"xds_servers": [{"server_uri": "127.0.0.1:%d", "channel_creds": [{"type": "insecure"}],
				  "server_features": ["xds_v3"]}],
				 "node": {"id": "%s", "locality": {"region": "westeurope", "zone": "%s"}}}""".formatted(controlPlane,
				scheme, zone);
		this.provider = XdsNameResolverProvider.createForTest(scheme, parse(bootstrap));
		NameResolverRegistry.getDefaultRegistry().register(this.provider);
		ChannelCredentials credentials = InsecureChannelCredentials.create();
		this.channel = Grpc.newChannelBuilder(scheme + ":///" + service, credentials).build();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, ?> parse(String json) {
		return (Map<String, ?>) new BasicJsonParser().parseMap(json);
	}

	/** Return the name of the backend that answers a call. */
	String call() {
		return ClientCalls.blockingUnaryCall(this.channel, NamedBackend.METHOD,
				CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS).withWaitForReady(), "");
	}

	/** Return how many of some calls each backend answers. */
	Map<String, Integer> calls(int number) {
		Map<String, Integer> answers = new TreeMap<>();
		for (int call = 0; call < number; call++) {
			answers.merge(call(), 1, Integer::sum);
		}
		return answers;
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		NameResolverRegistry.getDefaultRegistry().deregister(this.provider);
	}

}
