package io.github.azurediscovery.azure;

import java.time.Duration;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Azure Resource Manager: an HTTP pipeline and the access token for it.
 */
final class Connection implements AutoCloseable {

	private final @Nullable Tokens tokens;

	private final Duration timeout;

	private final AzureLists lists;

	private Connection(@Nullable Tokens tokens, Duration timeout, AzureLists lists) {
		this.tokens = tokens;
		this.timeout = timeout;
		this.lists = lists;
	}

	/**
	 * Open a connection. Sends nothing.
	 * @param options how to connect
	 * @param localVm this VM, which tells the cloud and the default credential;
	 * {@code null} off Azure
	 */
	static Connection open(ArmConnectionOptions options, @Nullable InstanceMetadata localVm) {
		AzureSettings settings = options.settings();
		Clouds clouds = Clouds.of(cloud(settings, localVm), settings.endpoints());
		ArmPipelineFactory pipelines = new ArmPipelineFactory(clouds.resourceManager(), settings.timeout(),
				options.time(), options.listener());
		AzurePipeline own = options.pipeline();
		Tokens tokens = null;
		HttpPipeline pipeline;
		if (own != null) {
			pipeline = pipelines.wrap(own.unwrap());
		}
		else {
			HttpClients clients = new HttpClients(settings.timeout(), options.tls());
			tokens = tokens(options, clouds, clients, localVm);
			pipeline = pipelines.create(clients, (tokens != null) ? new TokenPolicy(tokens) : null);
		}
		return new Connection(tokens, settings.timeout(),
				new SdkLists(pipeline, clouds.resourceManager(), new Lister(options.time(), options.random())));
	}

	private static @Nullable AzureCloud cloud(AzureSettings settings, @Nullable InstanceMetadata localVm) {
		return (settings.cloud() != null || localVm == null) ? settings.cloud()
				: AzureCloud.ofEnvironment(localVm.azEnvironment());
	}

	private static @Nullable Tokens tokens(ArmConnectionOptions options, Clouds clouds, HttpClients clients,
			@Nullable InstanceMetadata localVm) {
		TokenCredential credential = (options.credential() != null) ? options.credential().unwrap()
				: new Credentials(options.settings().credential(), options.settings().endpoints(), clouds, clients)
					.createFor(localVm);
		return (credential != null) ? new Tokens(credential, clouds.tokenScope(), options.time()) : null;
	}

	AzureLists lists() {
		return this.lists;
	}

	/**
	 * Ensure that there is an access token. Waits for one no longer than a request may
	 * take.
	 */
	void ready() throws ListException, InterruptedException {
		if (this.tokens != null) {
			this.tokens.require(this.timeout);
		}
	}

	@Override
	public void close() {
		if (this.tokens != null) {
			this.tokens.close();
		}
	}

}
