package io.github.azurediscovery.azure.http;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.azurediscovery.azure.ArmRequestListener;
import io.github.azurediscovery.azure.AzureEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the HTTP pipeline to Azure Resource Manager: the safeguards around one
 * request, in their order.
 */
public final class ArmPipelineFactory {

	private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

	private final URI endpoint;

	private final Duration timeout;

	private final InstantSource time;

	private final ArmRequestListener listener;

	/**
	 * Create a factory.
	 * @param endpoint the only origin that requests may go to
	 * @param timeout the time one request may take
	 * @param time the clock
	 * @param listener notified of every request
	 */
	public ArmPipelineFactory(URI endpoint, Duration timeout, InstantSource time, ArmRequestListener listener) {
		this.endpoint = endpoint;
		this.timeout = timeout;
		this.time = time;
		this.listener = listener;
	}

	/**
	 * Create a pipeline over the JDK's HTTP client.
	 * @param clients creates the client
	 * @param authentication attaches the access token, or {@code null} to send none
	 */
	public HttpPipeline create(JdkHttpClientFactory clients, @Nullable HttpPipelinePolicy authentication) {
		List<HttpPipelinePolicy> policies = new ArrayList<>(perCall());
		policies.add(new RetryOncePolicy(RETRY_PAUSE));
		policies.addAll(perAttempt());
		if (authentication != null) {
			policies.add(authentication);
		}
		return build(policies, AzureEndpoints.isLoopback(this.endpoint) ? clients.direct() : clients.proxied());
	}

	/**
	 * Create a pipeline that ends in one the user provides, which brings its own
	 * authentication, retries and HTTP client.
	 */
	public HttpPipeline wrap(HttpPipeline pipeline) {
		List<HttpPipelinePolicy> policies = new ArrayList<>(perCall());
		policies.addAll(perAttempt());
		for (int i = 0; i < pipeline.getPolicyCount(); i++) {
			policies.add(pipeline.getPolicy(i));
		}
		return build(policies, pipeline.getHttpClient());
	}

	private List<HttpPipelinePolicy> perCall() {
		return List.of(new DroppedErrorPolicy(), new JsonResponsePolicy(), new UrlEncodingPolicy(),
				new SameOriginPolicy(this.endpoint));
	}

	private List<HttpPipelinePolicy> perAttempt() {
		return List.of(new RequestMeteringPolicy(this.timeout, this.time, System::nanoTime, this.listener),
				new BufferedBodyPolicy(), new RequestHeaderPolicy());
	}

	private static HttpPipeline build(List<HttpPipelinePolicy> policies, HttpClient client) {
		return new HttpPipelineBuilder().policies(policies.toArray(HttpPipelinePolicy[]::new))
			.httpClient(client)
			.build();
	}

}
