package io.github.azurediscovery.azure.http;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;

/**
 * Assembles the HTTP pipeline to a service of Azure other than its Resource Manager, with
 * the same safeguards around one request. It retries nothing.
 */
public final class ServicePipelineFactory {

	private final URI endpoint;

	private final Duration timeout;

	private final ToIntFunction<URL> mostBytes;

	/**
	 * Create a factory.
	 * @param endpoint the only origin that requests may go to
	 * @param timeout the time one request may take, with its response
	 * @param mostBytes the number of bytes that the response to a request may have, by
	 * the URL
	 */
	public ServicePipelineFactory(URI endpoint, Duration timeout, ToIntFunction<URL> mostBytes) {
		this.endpoint = endpoint;
		this.timeout = timeout;
		this.mostBytes = mostBytes;
	}

	/**
	 * Create a pipeline.
	 * @param client sends the requests
	 * @param authentication attaches the access token
	 */
	public HttpPipeline create(HttpClient client, HttpPipelinePolicy authentication) {
		return new HttpPipelineBuilder().policies(new DroppedErrorPolicy(), new SameOriginPolicy(this.endpoint),
				new RequestMeteringPolicy(this.timeout, InstantSource.system(), System::nanoTime, (request) -> {
				}), new BoundedBodyPolicy(this.mostBytes), new ContentLengthPolicy(), new RequestHeaderPolicy(),
				authentication)
			.httpClient(client)
			.build();
	}

}
