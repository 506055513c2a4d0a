package io.github.azurediscovery.apps.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.stream.Stream;

import feign.Client;
import feign.RequestInterceptor;
import io.github.azurediscovery.apps.support.VerdictRun;
import io.github.azurediscovery.failures.CallerFault;
import io.github.azurediscovery.failures.CallerFaultEnvironment;
import io.github.azurediscovery.failures.DocumentedVerdicts;
import io.github.azurediscovery.failures.FaultyServer;
import io.github.azurediscovery.failures.InstanceFault;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.cloud.openfeign.loadbalancer.FeignBlockingLoadBalancerClient;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a failed call says about the instance, by OpenFeign's way to fail. */
class FeignVerdictTests {

	private static final String COLUMN = "OpenFeign";

	private static final String CLIENT = "spring.cloud.openfeign.client.config.default.";

	static Stream<InstanceFault> faults() {
		return Stream.of(InstanceFault.values()).filter((fault) -> DocumentedVerdicts.canHappen(fault.row(), COLUMN));
	}

	static Stream<CallerFault> troubles() {
		return Stream.of(CallerFault.values())
			.filter((trouble) -> !trouble.needsVirtualThread())
			.filter((trouble) -> DocumentedVerdicts.canHappen(trouble.row(), COLUMN));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void theFailureOfAnInstanceIsUnderstood(InstanceFault fault) throws Exception {
		try (FaultyServer instance = new FaultyServer(fault);
				VerdictRun run = VerdictRun.of(trusting(), "127.0.0.1", instance.port(), fault.secure(),
						CLIENT + "connect-timeout=" + fault.connectTimeout().toMillis(),
						CLIENT + "read-timeout=" + fault.readTimeout().toMillis())) {
			for (int call = 0; call < fault.calls(); call++) {
				catchThrowable(() -> meet(run, fault));
			}
			assertThat(run.verdict()).isIn(DocumentedVerdicts.of(fault.row(), COLUMN));
		}
	}

	@ParameterizedTest
	@MethodSource("troubles")
	void theTroubleOfTheCallerIsItsOwn(CallerFault trouble) throws Exception {
		try (CallerFaultEnvironment caller = new CallerFaultEnvironment(trouble);
				VerdictRun run = VerdictRun.of(application(caller), trouble.host(), caller.instancePort(),
						trouble.secure())) {
			Exception failure = caller.suffer(() -> get(run, trouble.page()));
			assertThat(run.verdict()).as(String.valueOf(failure)).isIn(DocumentedVerdicts.of(trouble.row(), COLUMN));
		}
	}

	@EnabledForJreRange(min = JRE.JAVA_21)
	@Test
	void anInterruptOfAVirtualThreadIsTheCallersOwn() throws Exception {
		theTroubleOfTheCallerIsItsOwn(CallerFault.VIRTUAL_INTERRUPTED);
	}

	private static SpringApplicationBuilder application(CallerFaultEnvironment caller) {
		return new SpringApplicationBuilder(Application.class).initializers((context) -> {
			GenericApplicationContext beans = (GenericApplicationContext) context;
			beans.registerBean(RequestInterceptor.class, () -> (request) -> prepare(caller));
			if (caller.proxyPort() != 0) {
				beans.registerBean(Client.class, () -> proxied(beans, caller.proxyPort()));
			}
		});
	}

	private static SpringApplicationBuilder trusting() {
		return new SpringApplicationBuilder(Application.class).initializers((context) -> {
			GenericApplicationContext beans = (GenericApplicationContext) context;
			Client client = new Client.Default(LoopbackCertificate.ofProcess().client().getSocketFactory(), null);
			beans.registerBean(Client.class, () -> balanced(beans, client));
		});
	}

	private static void prepare(CallerFaultEnvironment caller) {
		try {
			caller.prepare(FeignVerdictTests::fetch);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void fetch(String token) {
		SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
		factory.setReadTimeout(CallerFaultEnvironment.PATIENCE);
		RestClient.builder().requestFactory(factory).build().get().uri(token).retrieve().toBodilessEntity();
	}

	private static Client proxied(GenericApplicationContext beans, int port) {
		Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port));
		return balanced(beans, new Client.Proxied(null, null, proxy));
	}

	private static Client balanced(GenericApplicationContext beans, Client client) {
		return new FeignBlockingLoadBalancerClient(client, beans.getBean(LoadBalancerClient.class),
				beans.getBean(LoadBalancerClientFactory.class), List.of());
	}

	private static void meet(VerdictRun run, InstanceFault fault) {
		byte[] upload = fault.upload();
		if (upload == null) {
			get(run, "");
		}
		else {
			run.application().getBean(PagesFeign.class).upload(upload);
		}
	}

	private static String get(VerdictRun run, String page) {
		return run.application().getBean(PagesFeign.class).get(page);
	}

	@FeignClient(name = "orders", contextId = "pages")
	interface PagesFeign {

		@GetMapping("/{page}")
		String get(@PathVariable String page);

		@PostMapping("/")
		void upload(@RequestBody byte[] body);

	}

	@EnableAutoConfiguration
	@EnableFeignClients(clients = PagesFeign.class)
	static class Application {

	}

}
