package io.github.azurediscovery.azure.arm;

import java.time.Duration;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmPipelineFactory;
import io.github.azurediscovery.azure.http.CloudEndpoints;
import io.github.azurediscovery.azure.http.JdkHttpClientFactory;
import io.github.azurediscovery.azure.identity.AccessTokenHolder;
import io.github.azurediscovery.azure.identity.AzureCredentialFactory;
import io.github.azurediscovery.azure.identity.BearerTokenPolicy;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Azure Resource Manager: an HTTP pipeline and the access token for it.
 */
public final class ArmConnection implements AutoCloseable {

	private final @Nullable AccessTokenHolder tokens;

	private final Duration timeout;

	private final ArmClient client;

	private ArmConnection(@Nullable AccessTokenHolder tokens, Duration timeout, ArmClient client) {
		this.tokens = tokens;
		this.timeout = timeout;
		this.client = client;
	}

	/**
	 * Open a connection. Sends nothing.
	 * @param options how to connect
	 * @param localVm this VM, which tells the cloud and the default credential;
	 * {@code null} off Azure
	 */
	public static ArmConnection open(ArmConnectionOptions options, @Nullable InstanceMetadata localVm) {
		AzureSettings settings = options.settings();
		CloudEndpoints clouds = CloudEndpoints.of(settings, localVm);
		ArmPipelineFactory pipelines = new ArmPipelineFactory(clouds.resourceManager(), settings.timeout(),
				options.time(), options.listener());
		AzurePipeline own = options.pipeline();
		AccessTokenHolder tokens = null;
		HttpPipeline pipeline;
		if (own != null) {
			pipeline = pipelines.wrap(own.unwrap());
		}
		else {
			JdkHttpClientFactory clients = new JdkHttpClientFactory(settings.timeout(), options.tls());
			tokens = tokens(options, clouds, clients, localVm);
			pipeline = pipelines.create(clients, (tokens != null) ? new BearerTokenPolicy(tokens) : null);
		}
		return new ArmConnection(tokens, settings.timeout(), new SdkArmClient(pipeline, clouds.resourceManager(),
				new PagedListReader(options.time(), options.random())));
	}

	private static @Nullable AccessTokenHolder tokens(ArmConnectionOptions options, CloudEndpoints clouds,
			JdkHttpClientFactory clients, @Nullable InstanceMetadata localVm) {
		TokenCredential credential = (options.credential() != null) ? options.credential().unwrap()
				: new AzureCredentialFactory(options.settings().credential(), options.settings().endpoints(), clouds,
						clients)
					.createFor(localVm);
		return (credential != null)
				? new AccessTokenHolder(credential, clouds.tokenScope(), options.time(), options.threadPrefix()) : null;
	}

	public ArmClient client() {
		return this.client;
	}

	/**
	 * Wait until there is an access token, no longer than the timeout of a request.
	 */
	public void awaitToken() throws ArmAccessException, InterruptedException {
		if (this.tokens != null) {
			this.tokens.awaitToken(this.timeout);
		}
	}

	@Override
	public void close() {
		if (this.tokens != null) {
			this.tokens.close();
		}
	}

}
