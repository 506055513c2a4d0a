package io.github.azurediscovery.fleet.store;

import java.time.Duration;

import com.azure.core.http.HttpPipeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract with Azurite, which waits for leases to run out. */
class AzuriteBlobServiceTests extends BlobServiceContract {

	private static AzuriteServer azurite;

	private static HttpPipeline pipeline;

	@BeforeAll
	static void start() {
		azurite = AzuriteServer.start();
		pipeline = azurite.pipeline();
	}

	@AfterAll
	static void stop() {
		azurite.close();
	}

	@Override
	protected HttpPipeline pipeline() {
		return pipeline;
	}

	@Override
	protected String container() {
		return azurite.container();
	}

	@Override
	protected void pass(Duration time) throws InterruptedException {
		Thread.sleep(time.toMillis());
	}

}
