package io.github.azurediscovery.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls {@code http://orders/} 200 times a second, half with RestClient and half with
 * WebClient, and prints the {@link RequestOutcome} of each request until its standard
 * input ends. A request is sent when it is due, regardless of the others. The lines of
 * its standard input are commands.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LoadClient {

	/** The command to begin with uploads whose senders disconnect. */
	static final String UPLOADS = "uploads";

	/**
	 * The command to print how many instances were ejected, and the client of that line.
	 */
	static final String EJECTIONS = "ejections";

	/** The client of calls with troubles of their own. */
	static final String TROUBLED = "troubled";

	private static final String URL = "http://orders/whoami";

	/** One request with each client. */
	private static final Duration PERIOD = Duration.ofMillis(10);

	private final PrintStream out = System.out;

	private final AtomicLong numbers = new AtomicLong();

	private final PickTracker picks;

	private final MeterRegistry meters;

	private final ExecutorService callers = Executors.newCachedThreadPool();

	private volatile boolean uploading;

	LoadClient(PickTracker picks, MeterRegistry meters) {
		this.picks = picks;
		this.meters = meters;
	}

	/**
	 * Run a client.
	 * @param args properties
	 * @throws Exception if standard input cannot be read
	 */
	public static void main(String[] args) throws Exception {
		ConfigurableApplicationContext context = SpringApplication.run(LoadClient.class, args);
		LoadClient client = new LoadClient(context.getBean(PickTracker.class), context.getBean(MeterRegistry.class));
		RestClient restClient = context.getBean("balancedRestClientBuilder", RestClient.Builder.class).build();
		WebClient webClient = context.getBean("balancedWebClientBuilder", WebClient.Builder.class).build();
		client.start(restClient, webClient, new CallerSideFailures(restClient, webClient,
				context.getEnvironment().getProperty("kill.token-server"), client::troubled));
		client.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
		System.exit(0);
	}

	private void obey(BufferedReader commands) throws IOException {
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			if (command.equals(EJECTIONS)) {
				print(EJECTIONS, null, Long.toString(ejections()));
			}
			else {
				this.uploading = true;
			}
		}
	}

	/** As the application's own meter counts them. */
	private long ejections() {
		return (long) this.meters.find("azure.discovery.ejections")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	private void start(RestClient restClient, WebClient webClient, CallerSideFailures trouble) {
		Thread pace = new Thread(() -> {
			for (long due = System.nanoTime();; due += PERIOD.toNanos()) {
				LockSupport.parkNanos(due - System.nanoTime());
				this.callers.execute(() -> call(restClient));
				call(webClient);
				if (due / PERIOD.toNanos() % 10 == 0 && (trouble.needsTokens() || this.uploading)) {
					this.callers.execute(this.uploading ? trouble::upload : trouble::get);
				}
			}
		}, "pace");
		pace.setDaemon(true);
		pace.start();
	}

	private void troubled(@Nullable Throwable failure) {
		print(TROUBLED, failure, "answered");
	}

	private void print(String client, @Nullable Throwable failure, String detail) {
		this.out.println(new RequestOutcome(System.currentTimeMillis(), 0, "-", 0, client, failure == null,
				(failure != null) ? detail(failure) : detail));
	}

	private void call(RestClient client) {
		String number = number();
		try {
			String answer = client.get().uri(URL).header(PickTracker.NUMBER, number).retrieve().body(String.class);
			ended("RestClient", number, answer, null);
		}
		catch (RuntimeException ex) {
			ended("RestClient", number, null, ex);
		}
	}

	private void call(WebClient client) {
		String number = number();
		client.get()
			.uri(URL)
			.header(PickTracker.NUMBER, number)
			.retrieve()
			.bodyToMono(String.class)
			.subscribe((answer) -> ended("WebClient", number, answer, null),
					(failure) -> ended("WebClient", number, null, failure));
	}

	private String number() {
		return Long.toString(this.numbers.incrementAndGet());
	}

	private void ended(String client, String number, @Nullable String answer, @Nullable Throwable failure) {
		String detail = (failure != null) ? detail(failure) : String.valueOf(answer);
		long now = System.currentTimeMillis();
		PickTracker.Pick pick = this.picks.ended(number);
		this.out.println(new RequestOutcome(now, pick.at(), pick.target(), pick.told() ? now : 0, client,
				failure == null, detail));
	}

	private static String detail(Throwable failure) {
		return failure.toString().replaceAll("\\s+", " ");
	}

	@Bean
	@LoadBalanced
	RestClient.Builder balancedRestClientBuilder(RestClientBuilderConfigurer configurer) {
		return configurer.configure(RestClient.builder());
	}

	@Bean
	@LoadBalanced
	WebClient.Builder balancedWebClientBuilder(ObjectProvider<WebClientCustomizer> customizers) {
		WebClient.Builder builder = WebClient.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Bean
	static PickTracker pickWatch() {
		return new PickTracker();
	}

	/** For Eureka's client, which would balance its own calls otherwise. */
	@Bean
	@Primary
	RestClient.Builder plainRestClientBuilder() {
		return RestClient.builder();
	}

	/** For Spring Cloud's health check, which would balance its checks otherwise. */
	@Bean
	@Primary
	WebClient.Builder plainWebClientBuilder() {
		return WebClient.builder();
	}

}
