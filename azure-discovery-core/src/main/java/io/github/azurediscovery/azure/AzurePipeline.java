package io.github.azurediscovery.azure;

import com.azure.core.http.HttpPipeline;

/**
 * An HTTP pipeline of the user's own. It sends what ours would send, and brings its own
 * authentication, retries, proxy and TLS settings; the safeguards of ours (same host,
 * encoding, timeouts, counting) stay before it.
 */
public final class AzurePipeline {

	private final HttpPipeline pipeline;

	private AzurePipeline(HttpPipeline pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Wrap a pipeline of the Azure SDK.
	 * @param pipeline the pipeline
	 * @return the wrapper
	 */
	public static AzurePipeline of(HttpPipeline pipeline) {
		return new AzurePipeline(pipeline);
	}

	/**
	 * Return the wrapped pipeline.
	 * @return the pipeline
	 */
	public HttpPipeline unwrap() {
		return this.pipeline;
	}

}
