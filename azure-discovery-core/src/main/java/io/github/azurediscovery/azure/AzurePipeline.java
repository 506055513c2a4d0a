package io.github.azurediscovery.azure;

import com.azure.core.http.HttpPipeline;

/**
 * An HTTP pipeline that replaces the built-in one. It brings its own authentication,
 * retries, proxy and TLS settings; the built-in safeguards (same origin, URL encoding,
 * timeouts, metering) still run before it.
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
