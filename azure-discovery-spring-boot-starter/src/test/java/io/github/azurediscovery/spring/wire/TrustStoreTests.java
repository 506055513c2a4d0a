package io.github.azurediscovery.spring.wire;

import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two clients of one application call the same instances by TLS, over real sockets, and
 * only one of them trusts their certificate.
 */
class TrustStoreTests {

	private static final int CALLS = 60;

	private final LoopbackCertificate certificate = LoopbackCertificate.ofProcess();

	private final List<LoopbackInstance> instances = Stream
		.generate(() -> new LoopbackInstance(this.certificate.server()))
		.limit(3)
		.toList();

	private final Set<Integer> ejected = new ConcurrentSkipListSet<>();

	private ConfigurableApplicationContext context;

	private RestClient trusting;

	private RestClient doubting;

	@BeforeEach
	void start() throws NoSuchAlgorithmException {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("azure.discovery.tags.enabled=false", "azure.discovery.imds.enabled=false",
					"azure.discovery.services.vault.static="
							+ this.instances.stream().map(LoopbackInstance::address).collect(Collectors.joining(",")),
					"azure.discovery.services.vault.secure=true", "spring.cloud.loadbalancer.retry.enabled=false",
					"azure.discovery.loadbalancer.outlier-detection.base-ejection-time=10m",
					"azure.discovery.loadbalancer.outlier-detection.max-ejection-time=10m")
			.run();
		this.context.getBean(AzureDiscovery.class).health().subscribe(this::changed);
		this.trusting = client(this.certificate.client());
		this.doubting = client(SSLContext.getDefault());
	}

	private void changed(InstanceHealthChange change) {
		if (String.valueOf(change.to().outlier()).contains("ejected")) {
			this.ejected.add(change.instance().port());
		}
	}

	private RestClient client(SSLContext trust) {
		return this.context.getBean(RestClient.Builder.class)
			.clone()
			.requestFactory(new JdkClientHttpRequestFactory(HttpClient.newBuilder().sslContext(trust).build()))
			.build();
	}

	@AfterEach
	void close() {
		this.context.close();
		this.instances.forEach(LoopbackInstance::kill);
	}

	@Test
	void theOneThatDoesNotTrustEjectsNoInstance() {
		assertThat(failures(this.doubting, CALLS)).isEqualTo(CALLS);
		assertThat(this.ejected).isEmpty();
		assertThat(failures(this.trusting, CALLS)).isZero();

		this.instances.get(1).kill();
		assertThat(failures(this.trusting, CALLS)).isLessThanOrEqualTo(1);
		assertThat(this.ejected).containsExactly(this.instances.get(1).port());
	}

	@Test
	void theOneThatDoesNotTrustEjectsNoInstanceWhileTheOtherCalls() {
		assertThat(failuresInTurn()).isZero();
		assertThat(this.ejected).isEmpty();

		this.instances.get(1).kill();
		assertThat(failuresInTurn()).isLessThanOrEqualTo(1);
		assertThat(this.ejected).containsExactly(this.instances.get(1).port());
	}

	/** Let both call in turn, and return how many calls of the trusting one failed. */
	private int failuresInTurn() {
		int failures = 0;
		for (int call = 0; call < CALLS; call++) {
			failures(this.doubting, 1);
			failures += failures(this.trusting, 1);
		}
		return failures;
	}

	private static int failures(RestClient client, int calls) {
		int failures = 0;
		for (int call = 0; call < calls; call++) {
			try {
				client.get().uri("http://vault/").retrieve().toBodilessEntity();
			}
			catch (RuntimeException ex) {
				failures++;
			}
		}
		return failures;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BalancedClients.class)
	static class Application {

	}

}
