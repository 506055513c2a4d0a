package io.github.azurediscovery.grpc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.HandDriven;
import io.grpc.ChannelLogger;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolver.ServiceConfigParser;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;

/** What a channel is given where threads are short, with time and threads in hand. */
class RouteNameResolverTests {

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final Error NO_THREAD = new OutOfMemoryError("unable to create native thread");

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final HandDriven threads = new HandDriven();

	private final List<Throwable> panics = new ArrayList<>();

	private final ResolvedAddresses channel = new ResolvedAddresses();

	private final NameResolver resolver = resolver();

	private NameResolver resolver() {
		NameResolver.Args args = NameResolver.Args.newBuilder()
			.setDefaultPort(80)
			.setProxyDetector((target) -> null)
			.setSynchronizationContext(new SynchronizationContext((thread, failure) -> this.panics.add(failure)))
			.setServiceConfigParser(new ServiceConfigParser() {
				@Override
				public ConfigOrError parseServiceConfig(Map<String, ?> config) {
					return ConfigOrError.fromConfig(config);
				}
			})
			.setScheduledExecutorService(this.threads)
			.setChannelLogger(Mockito.mock(ChannelLogger.class))
			.setOffloadExecutor(this.threads)
			.build();
		DiscoveryTarget target = DiscoveryTarget.parse(URI.create("azure-discovery:///orders"));
		return new RouteNameResolver(target, this.discovery, new ChannelInstances(this.discovery, false, (pick) -> {
		}), args);
	}

	private void members(int number) {
		this.discovery.members(IntStream.rangeClosed(1, number)
			.mapToObj((each) -> FakeAzureDiscovery.instance("orders", each))
			.toList(), List.of());
	}

	private void start(int members) {
		members(members);
		this.resolver.start(this.channel);
		this.threads.run();
		assertThat(this.channel.addresses).hasSize(members);
	}

	@Test
	void aChangeOfTheRoutesIsNotLostWhereNoThreadCanBeHad() {
		start(1);
		this.threads.refuse(NO_THREAD);
		members(2);
		this.threads.relent();
		this.threads.pass(PAUSE);
		assertThat(this.channel.addresses).hasSize(2);
	}

	@Test
	void theNextChangeIsDeliveredAfterOneThatFoundNoThread() {
		start(1);
		this.threads.refuse(NO_THREAD);
		members(2);
		this.threads.relent();
		members(3);
		this.threads.run();
		assertThat(this.channel.addresses).hasSize(3);
	}

	@Test
	void aLookUpThatThrowsIsTriedAgain() {
		this.discovery.failing(true);
		this.resolver.start(this.channel);
		this.threads.pass(Duration.ofSeconds(10));
		assertThat(this.channel.errors).isEmpty();
		this.discovery.failing(false);
		this.threads.pass(PAUSE);
		assertThat(this.channel.errors).singleElement()
			.satisfies((error) -> assertThat(error.getDescription()).startsWith("Discovery knows no instance"));
		assertThat(this.panics).isEmpty();
	}

	@Test
	void nothingIsDeliveredAfterTheEndOfTheChannel() {
		start(1);
		members(2);
		this.resolver.shutdown();
		this.threads.pass(PAUSE);
		assertThat(this.channel.addresses).hasSize(1);
		assertThat(this.threads.timers()).isZero();
	}

	/** The channel's side of a resolver. */
	private static final class ResolvedAddresses extends NameResolver.Listener2 {

		private List<EquivalentAddressGroup> addresses = List.of();

		private final List<Status> errors = new ArrayList<>();

		@Override
		public void onResult(ResolutionResult result) {
			this.addresses = result.getAddressesOrError().getValue();
		}

		@Override
		public Status onResult2(ResolutionResult result) {
			onResult(result);
			return Status.OK;
		}

		@Override
		public void onError(Status error) {
			this.errors.add(error);
		}

	}

}
