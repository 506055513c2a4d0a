package io.github.azurediscovery.fleet.store;

import java.time.Duration;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.github.azurediscovery.test.blob.SimulatedBlobStore;
import org.junit.jupiter.api.AfterAll;

/** The contract with the simulated store, whose time is the test's. */
class SimulatedBlobServiceTests extends BlobServiceContract {

	private static final SteppedTime time = new SteppedTime();

	private static final SimulatedBlobStore store = SimulatedBlobStore.start(time);

	private static final HttpPipeline pipeline = new HttpPipelineBuilder()
		.httpClient(new JdkHttpClientBuilder().build())
		.build();

	@AfterAll
	static void stop() {
		store.close();
	}

	@Override
	protected HttpPipeline pipeline() {
		return pipeline;
	}

	@Override
	protected String container() {
		return store.container().toString();
	}

	@Override
	protected void pass(Duration duration) {
		time.pass(duration);
	}

}
