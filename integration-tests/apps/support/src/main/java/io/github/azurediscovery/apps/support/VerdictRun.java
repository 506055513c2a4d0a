package io.github.azurediscovery.apps.support;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.failures.InstanceFault;
import io.github.azurediscovery.test.http.LoopbackCertificate;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A run of an application that calls the only instance of {@code orders}, which is not a
 * VM, and the verdicts that it reports.
 */
public final class VerdictRun implements AutoCloseable {

	/** The SSL bundle of clients that trust the certificate of this process. */
	public static final String BUNDLE = "loopback";

	private final ReportedCalls calls = new ReportedCalls();

	private final ConfigurableApplicationContext application;

	private VerdictRun(SpringApplicationBuilder builder, List<String> properties) {
		this.application = builder.initializers((context) -> context.getBeanFactory().addBeanPostProcessor(this.calls))
			.run(properties.stream().map("--"::concat).toArray(String[]::new));
	}

	/**
	 * Run an application.
	 * @param builder the builder of the application
	 * @param host the host of the instance
	 * @param port the port of the instance
	 * @param secure whether the instance is called by TLS
	 * @param properties further properties, as {@code name=value}
	 * @return the running application
	 */
	public static VerdictRun of(SpringApplicationBuilder builder, String host, int port, boolean secure,
			String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "azure.discovery.tags.enabled=false",
				"azure.discovery.imds.enabled=false", "azure.discovery.refresh.interval=30s",
				"azure.discovery.services.orders.static=" + host + ':' + port,
				"azure.discovery.services.orders.secure=" + secure,
				"spring.ssl.bundle.pem." + BUNDLE + ".truststore.certificate=" + LoopbackCertificate.ofProcess().pem(),
				"spring.cloud.loadbalancer.retry.enabled=false", "spring.reactor.netty.shutdown-quiet-period=0s"));
		Stream.of(properties).forEach(all::add);
		return new VerdictRun(builder, all);
	}

	/**
	 * Return the application.
	 * @return its context
	 */
	public ConfigurableApplicationContext application() {
		return this.application;
	}

	/**
	 * Return the verdict on the last call.
	 * @return the verdict in the words of the documentation
	 */
	public String verdict() {
		return this.calls.lastVerdict();
	}

	/**
	 * Return a caller of the application over HTTP.
	 * @return the caller
	 */
	public ApplicationCaller caller() {
		return new ApplicationCaller(
				Integer.parseInt(this.application.getEnvironment().getRequiredProperty("local.server.port")));
	}

	/**
	 * Call the application.
	 * @param path what to get
	 * @return the answer
	 * @throws IllegalStateException if the answer is an error
	 */
	public String get(String path) {
		HttpResponse<String> answer = caller().answer(path);
		if (answer.statusCode() >= 500) {
			throw new IllegalStateException("status " + answer.statusCode());
		}
		return answer.body();
	}

	/**
	 * Call the application in the way that meets a fault.
	 * @param fault the fault
	 */
	public void meet(InstanceFault fault) {
		byte[] upload = fault.upload();
		if (upload == null) {
			caller().answer("/");
		}
		else {
			caller().upload("/", upload);
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

}
