package io.github.azurediscovery.spring.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.client.AzureDiscoveryClient;
import io.github.azurediscovery.spring.client.AzureDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.client.discovery.event.HeartbeatMonitor;
import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CatalogEventPublisherTests {

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final Recorder recorder = new Recorder();

	private final Instance first = Instance.of("vm-1", "orders", "10.0.0.4", 8080)
		.source(FakeAzureDiscovery.SOURCE)
		.build();

	private final Instance second = Instance.of("vm-2", "orders", "10.0.0.5", 8080)
		.source(FakeAzureDiscovery.SOURCE)
		.build();

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
				ServiceInstanceCatalogAutoConfiguration.class, AzureDiscoveryClientAutoConfiguration.class,
				AzureDiscoveryEventAutoConfiguration.class))
		.withBean(AzureDiscovery.class, () -> this.discovery)
		.withBean(Recorder.class, () -> this.recorder);

	@Test
	void publishesNoJoinForTheFirstAnswer() {
		run((context) -> {
			this.discovery.answer(this.first, this.second);
			assertThat(this.recorder.names()).containsExactly("ServiceInstancesChangedEvent", "HeartbeatEvent",
					"InstanceRegisteredEvent");
			assertThat(this.recorder.last(ServiceInstancesChangedEvent.class).instances()).hasSize(2);
		});
	}

	@Test
	void publishesJoinedInstancesBeforeTheServiceAndTheHeartbeat() {
		run((context) -> {
			this.discovery.answer(this.first);
			this.recorder.clear();
			this.discovery.answer(this.first, this.second);
			assertThat(this.recorder.names()).containsExactly("InstanceJoinedEvent", "ServiceInstancesChangedEvent",
					"HeartbeatEvent");
			InstanceJoinedEvent joined = this.recorder.last(InstanceJoinedEvent.class);
			assertThat(joined.service()).isEqualTo("orders");
			assertThat(joined.instance().getHost()).isEqualTo("10.0.0.5");
			ServiceInstancesChangedEvent changed = this.recorder.last(ServiceInstancesChangedEvent.class);
			assertThat(changed.instances()).hasSize(2);
			assertThat(changed.joined()).extracting(ServiceInstance::getInstanceId).containsExactly("vm-2");
			assertThat(changed.left()).isEmpty();
			assertThat(changed.revision()).isEqualTo(2);
		});
	}

	@Test
	void publishesAJoinIfTheFirstAnswerWasEmpty() {
		run((context) -> {
			this.discovery.answer();
			this.discovery.answer(this.first);
			assertThat(this.recorder.names()).containsExactly("InstanceRegisteredEvent", "InstanceJoinedEvent",
					"ServiceInstancesChangedEvent", "HeartbeatEvent");
		});
	}

	@Test
	void publishesAnInstanceThatLeftAsItWas() {
		run((context) -> {
			this.discovery.answer(this.first, this.second);
			this.recorder.clear();
			this.discovery.answer(this.second);
			assertThat(this.recorder.names()).containsExactly("InstanceLeftEvent", "ServiceInstancesChangedEvent",
					"HeartbeatEvent");
			assertThat(this.recorder.last(InstanceLeftEvent.class).instance().getHost()).isEqualTo("10.0.0.4");
			assertThat(this.recorder.last(ServiceInstancesChangedEvent.class).left()).hasSize(1);
		});
	}

	@Test
	void publishesWhatWasUpdated() {
		run((context) -> {
			this.discovery.answer(this.first);
			this.recorder.clear();
			this.discovery.answer(this.first.toBuilder().host("10.0.0.9").metadata(Map.of("weight", "2")).build());
			InstanceUpdatedEvent updated = this.recorder.last(InstanceUpdatedEvent.class);
			assertThat(updated.before().getHost()).isEqualTo("10.0.0.4");
			assertThat(updated.instance().getHost()).isEqualTo("10.0.0.9");
			assertThat(updated.fields()).isEqualTo(Set.of(Instance.Field.HOST, Instance.Field.METADATA));
		});
	}

	@Test
	void publishesNothingWithoutAChange() {
		run((context) -> {
			this.discovery.answer(this.first);
			this.recorder.clear();
			this.discovery.answer(this.first);
			this.discovery.answer(this.first.toBuilder().held(true).build());
			this.discovery.fail("throttled");
			assertThat(this.recorder.events).isEmpty();
		});
	}

	@Test
	void showsTheChangeBeforeItTellsOfIt() {
		run((context) -> {
			this.recorder.client = context.getBean(AzureDiscoveryClient.class);
			this.discovery.answer(this.first);
			this.discovery.answer(this.first, this.second);
			assertThat(this.recorder.seen).containsExactly(1, 2);
		});
	}

	@Test
	void registersExactlyOnceAfterTheFirstSuccess() {
		run((context) -> {
			this.discovery.fail("no answer");
			assertThat(this.recorder.events).isEmpty();
			this.discovery.answer(this.first);
			this.discovery.answer(this.first, this.second);
			CatalogEventPublisher bridge = context.getBean(CatalogEventPublisher.class);
			bridge.stop();
			bridge.start();
			this.discovery.answer(this.first);
			assertThat(this.recorder.of(InstanceRegisteredEvent.class)).hasSize(1);
		});
	}

	@Test
	void publishesHeartbeatsWithAUniqueValue() {
		run((context) -> {
			this.discovery.answer(this.first);
			this.discovery.answer(this.second);
			List<HeartbeatEvent> beats = this.recorder.of(HeartbeatEvent.class);
			assertThat(beats).extracting(HeartbeatEvent::getValue)
				.containsExactly(new CatalogRevision("azure", 1), new CatalogRevision("azure", 2));
			HeartbeatMonitor monitor = new HeartbeatMonitor();
			assertThat(monitor.update(beats.get(0).getValue())).isTrue();
			assertThat(monitor.update(new CatalogRevision("azure", 1))).isFalse();
			assertThat(monitor.update(1L)).isTrue();
		});
	}

	@Test
	void publishesChangesOfHealthWithoutAHeartbeat() {
		run((context) -> {
			this.discovery.answer(this.first);
			this.recorder.clear();
			InstanceHealth ejected = new InstanceHealth(false, PlatformStatus.UNKNOWN, null, null, "refused");
			this.discovery.verdict(this.first, ejected, Cause.OUTLIER);
			assertThat(this.recorder.names()).containsExactly("InstanceHealthChangedEvent");
			InstanceHealthChangedEvent event = this.recorder.last(InstanceHealthChangedEvent.class);
			assertThat(event.to()).isEqualTo(ejected);
			assertThat(event.from().routable()).isTrue();
			assertThat(event.cause()).isEqualTo(Cause.OUTLIER);
		});
	}

	@Test
	void leavesTheHeartbeatOutWhereSwitchedOff() {
		this.contexts.withPropertyValues("azure.discovery.heartbeat.enabled=false").run((context) -> {
			this.discovery.answer(this.first);
			assertThat(this.recorder.names()).containsExactly("ServiceInstancesChangedEvent",
					"InstanceRegisteredEvent");
		});
	}

	@Test
	void leavesEventsAboutInstancesOutWhereSwitchedOff() {
		this.contexts.withPropertyValues("azure.discovery.events.enabled=false").run((context) -> {
			this.discovery.answer(this.first);
			this.discovery.answer(this.second);
			this.discovery.verdict(this.second, new InstanceHealth(false, PlatformStatus.UNKNOWN, null, null, "x"),
					Cause.OUTLIER);
			assertThat(this.recorder.names()).containsExactly("HeartbeatEvent", "InstanceRegisteredEvent",
					"HeartbeatEvent");
		});
	}

	@Test
	void publishesNothingOnceTheContextClosed() {
		run((context) -> {
			this.discovery.answer(this.first);
			this.recorder.clear();
			context.getSourceApplicationContext().close();
			this.discovery.answer(this.second);
			assertThat(this.recorder.events).isEmpty();
		});
	}

	@Test
	void survivesAListenerThatThrows() {
		run((context) -> {
			this.recorder.failure = new IllegalStateException("a listener's own trouble");
			this.discovery.answer(this.first);
			this.discovery.answer(this.second);
			assertThat(this.recorder.names()).contains("InstanceJoinedEvent", "InstanceLeftEvent", "HeartbeatEvent");
		});
	}

	@Test
	void startsWhereAllBeansAreLazy() {
		this.contexts
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				context.getBean(Recorder.class);
				this.discovery.answer(this.first);
				assertThat(this.recorder.names()).contains("HeartbeatEvent");
				assertThat(this.discovery.calls()).contains("start");
			});
	}

	@Test
	void streamsSnapshots() {
		run((context) -> {
			List<Long> revisions = new ArrayList<>();
			@SuppressWarnings("unchecked") // the bean is declared so
			Flux<Snapshot> snapshots = (Flux<Snapshot>) context.getBean("azureDiscoverySnapshots");
			Disposable subscription = snapshots.subscribe((snapshot) -> revisions.add(snapshot.revision()));
			this.discovery.answer(this.first);
			this.discovery.answer(this.first, this.second);
			subscription.dispose();
			this.discovery.answer(this.second);
			assertThat(revisions).containsExactly(0L, 1L, 2L);
		});
	}

	@Test
	void anExceptionOfAListenerDoesNotKeepTheEventFromTheOthers(CapturedOutput output) {
		this.recorder.failure = new IllegalStateException("the first one's own trouble");
		List<Object> later = new ArrayList<>();
		this.contexts.withBean(Later.class, () -> new Later(later)).run((context) -> {
			this.discovery.answer(this.first);
			assertThat(later).extracting((event) -> event.getClass().getSimpleName())
				.containsExactly("ServiceInstancesChangedEvent", "HeartbeatEvent");
		});
		assertThat(output)
			.contains(
					"A listener of HeartbeatEvent failed: java.lang.IllegalStateException: the first one's own trouble")
			.doesNotContain("\tat ");
	}

	@Test
	void aListenerStillSeesTheFailureOfWhatItPublishesItself() {
		List<Exception> seen = new ArrayList<>();
		this.contexts.withInitializer((context) -> {
			context.addApplicationListener(new PayloadApplicationEventListener<>(String.class, (text) -> {
				throw new IllegalArgumentException(text);
			}));
			context.addApplicationListener(
					new PayloadApplicationEventListener<>(ServiceInstancesChangedEvent.class, (event) -> {
						try {
							context.publishEvent("nested");
						}
						catch (IllegalArgumentException ex) {
							seen.add(ex);
						}
					}));
		}).run((context) -> {
			this.discovery.answer(this.first);
			assertThat(seen).hasSize(1);
		});
	}

	@Test
	void contextsAboveAreToldOnce() {
		List<Object> above = new ArrayList<>();
		new ApplicationContextRunner().withBean(Later.class, () -> new Later(above))
			.run((parent) -> this.contexts.withParent(parent).run((context) -> {
				this.discovery.answer(this.first);
				assertThat(above).hasSize(2);
				assertThat(this.recorder.events).hasSize(3);
			}));
	}

	@Test
	void aMulticasterOfTheApplicationIsUsed() {
		List<ApplicationEvent> seen = new ArrayList<>();
		this.contexts.withBean("applicationEventMulticaster", ApplicationEventMulticaster.class,
				() -> new SimpleApplicationEventMulticaster() {
					@Override
					public void multicastEvent(ApplicationEvent event, @Nullable ResolvableType type) {
						seen.add(event);
						super.multicastEvent(event, type);
					}
				})
			.run((context) -> {
				this.discovery.answer(this.first);
				assertThat(seen).hasAtLeastOneElementOfType(HeartbeatEvent.class);
				assertThat(this.recorder.of(HeartbeatEvent.class)).hasSize(1);
			});
	}

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		this.contexts.run(test);
	}

	static class Recorder {

		final List<Object> events = new ArrayList<>();

		final List<Integer> seen = new ArrayList<>();

		AzureDiscoveryClient client;

		RuntimeException failure;

		@EventListener
		@Order(0)
		void on(InstanceEvent event) {
			record(event);
		}

		@EventListener
		@Order(0)
		void on(ServiceInstancesChangedEvent event) {
			if (this.client != null) {
				this.seen.add(this.client.getInstances(event.service()).size());
			}
			record(event);
		}

		@EventListener
		@Order(0)
		void on(HeartbeatEvent event) {
			record(event);
		}

		@EventListener
		@Order(0)
		void on(InstanceRegisteredEvent<?> event) {
			record(event);
		}

		private void record(Object event) {
			this.events.add(event);
			if (this.failure != null) {
				throw this.failure;
			}
		}

		void clear() {
			this.events.clear();
		}

		List<String> names() {
			return this.events.stream().map((event) -> event.getClass().getSimpleName()).toList();
		}

		<T> List<T> of(Class<T> type) {
			return this.events.stream().filter(type::isInstance).map(type::cast).toList();
		}

		<T> T last(Class<T> type) {
			List<T> all = of(type);
			return all.get(all.size() - 1);
		}

	}

	/** Told after the recorder. */
	static class Later {

		private final List<Object> events;

		Later(List<Object> events) {
			this.events = events;
		}

		@EventListener
		@Order(Ordered.LOWEST_PRECEDENCE)
		void on(ServiceInstancesChangedEvent event) {
			this.events.add(event);
		}

		@EventListener
		@Order(Ordered.LOWEST_PRECEDENCE)
		void on(HeartbeatEvent event) {
			this.events.add(event);
		}

	}

	private record PayloadApplicationEventListener<T>(Class<T> type,
			Consumer<T> action) implements ApplicationListener<PayloadApplicationEvent<?>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<?> event) {
			if (this.type.isInstance(event.getPayload())) {
				this.action.accept(this.type.cast(event.getPayload()));
			}
		}

	}

}
