package io.github.azurediscovery.azure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLContext;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import org.jspecify.annotations.Nullable;

/**
 * The way to Azure Resource Manager: one pipeline of ours over the JDK's client, and the
 * tokens for it. Created when Azure is asked for the first time.
 */
final class Connection implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final @Nullable Tokens tokens;

	private final Duration timeout;

	private final AzureLists lists;

	private final boolean guess;

	private final Map<String, Inventory> inventories = new ConcurrentHashMap<>();

	private Connection(@Nullable Tokens tokens, Duration timeout, AzureLists lists, boolean guess) {
		this.tokens = tokens;
		this.timeout = timeout;
		this.lists = lists;
		this.guess = guess;
	}

	static Connection open(AzureSources.Builder options, @Nullable AzureCloud cloud, boolean onAzure, boolean guess) {
		AzureSettings settings = options.settings;
		Clouds clouds = Clouds.of(cloud, settings.endpoints());
		HttpClients clients = new HttpClients(settings.timeout(), options.tls);
		AzurePipeline own = options.pipeline;
		Tokens tokens = (own != null) ? null : tokens(options, clouds, clients, onAzure);
		List<HttpPipelinePolicy> policies = new ArrayList<>();
		policies.add(new LateErrorPolicy());
		policies.add(new JsonPolicy());
		policies.add(new EncodeUrlPolicy());
		policies.add(new SameHostPolicy(clouds.resourceManager()));
		if (own == null) {
			policies.add(new RetryOncePolicy(PAUSE));
		}
		policies.add(new MeterPolicy(settings.timeout(), options.time, options.listener));
		policies.add(new BodyPolicy());
		policies.add(new HeaderPolicy());
		if (tokens != null) {
			policies.add(new TokenPolicy(tokens));
		}
		HttpClient client;
		if (own != null) {
			for (int i = 0; i < own.unwrap().getPolicyCount(); i++) {
				policies.add(own.unwrap().getPolicy(i));
			}
			client = own.unwrap().getHttpClient();
		}
		else {
			client = Clouds.loopback(clouds.resourceManager()) ? clients.direct() : clients.proxied();
		}
		HttpPipeline pipeline = new HttpPipelineBuilder().policies(policies.toArray(HttpPipelinePolicy[]::new))
			.httpClient(client)
			.build();
		return new Connection(tokens, settings.timeout(),
				new SdkLists(pipeline, clouds.resourceManager(), new Lister(options.time, options.random)), guess);
	}

	private static @Nullable Tokens tokens(AzureSources.Builder options, Clouds clouds, HttpClients clients,
			boolean onAzure) {
		TokenCredential credential = (options.credential != null) ? options.credential.unwrap()
				: new Credentials(options.settings.credential(), clouds.authority(),
						options.settings.endpoints().authority() != null, clients)
					.create(onAzure);
		return (credential != null) ? new Tokens(credential, clouds.tokenScope(), options.time) : null;
	}

	/** What is known of each place over this connection. */
	Map<String, Inventory> inventories() {
		return this.inventories;
	}

	/** Whether the cloud or the credential would follow metadata that was not known. */
	boolean isGuess() {
		return this.guess;
	}

	AzureLists lists() {
		return this.lists;
	}

	/** Make sure that there is a token; waits no longer than a request may take. */
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
