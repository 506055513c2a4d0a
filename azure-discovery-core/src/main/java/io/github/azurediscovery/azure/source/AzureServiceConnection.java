package io.github.azurediscovery.azure.source;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

import javax.net.ssl.SSLContext;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.CloudEndpoints;
import io.github.azurediscovery.azure.http.JdkHttpClientFactory;
import io.github.azurediscovery.azure.http.ServicePipelineFactory;
import io.github.azurediscovery.azure.identity.AccessTokenHolder;
import io.github.azurediscovery.azure.identity.AzureCredentialFactory;
import io.github.azurediscovery.azure.identity.BearerTokenPolicy;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A connection to a service of Azure other than its Resource Manager: the same
 * credential, proxies and certificates, another origin and access token. Opening it sends
 * nothing. Thread-safe.
 */
public final class AzureServiceConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AzureServiceConnection.class);

	private final Builder options;

	private final LocalVmMetadata metadata;

	private final JdkHttpClientFactory clients;

	private final HttpPipeline pipeline;

	private volatile @Nullable ServiceSession session;

	private boolean closed;

	private AzureServiceConnection(Builder options) {
		this.options = options;
		this.metadata = new LocalVmMetadata(options.imds, false, options.time);
		this.clients = new JdkHttpClientFactory(options.timeout, options.tls);
		this.pipeline = new ServicePipelineFactory(options.endpoint, options.timeout, options.mostBytes)
			.create(client(), new SessionTokenPolicy());
	}

	/**
	 * Start.
	 * @param settings credential, cloud and authority
	 * @param endpoint the only origin that requests and the token go to
	 * @param tokenScope the scope of access tokens for the service
	 */
	public static Builder builder(AzureSettings settings, URI endpoint, String tokenScope) {
		return new Builder(settings, endpoint, tokenScope);
	}

	private HttpClient client() {
		AzurePipeline own = this.options.pipeline;
		if (own != null) {
			return own.unwrap().getHttpClient();
		}
		return AzureEndpoints.isLoopback(this.options.endpoint) ? this.clients.direct() : this.clients.proxied();
	}

	/**
	 * Return the pipeline, which attaches the token that
	 * {@linkplain #awaitToken(Duration) was waited for}, limits the time and the response
	 * of each request, follows no redirect and retries nothing.
	 */
	public HttpPipeline pipeline() {
		return this.pipeline;
	}

	/**
	 * Wait until there is a valid access token. At first this asks instance metadata,
	 * which may take some seconds more.
	 * @param timeout how long to wait for the token
	 * @throws SourceException if there is none in time
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public void awaitToken(Duration timeout) throws SourceException, InterruptedException {
		try {
			ServiceSession current = this.session;
			AccessTokenHolder tokens = ((current == null || current.provisional) ? open(localVm()) : current).tokens;
			if (tokens != null) {
				tokens.awaitToken(timeout);
			}
		}
		catch (ArmAccessException ex) {
			throw ex.forSource(0);
		}
	}

	private @Nullable InstanceMetadata localVm() throws InterruptedException {
		try {
			return this.metadata.find();
		}
		catch (ArmAccessException ex) {
			logger.debug("Using the default credential until instance metadata is available: {}", ex.getMessage());
			return null;
		}
	}

	private synchronized ServiceSession open(@Nullable InstanceMetadata localVm) throws ArmAccessException {
		if (this.closed) {
			throw ArmAccessException.failed("The connection is closed", null);
		}
		ServiceSession current = this.session;
		if (current == null || (current.provisional && localVm != null)) {
			if (current != null) {
				current.close();
			}
			boolean provisional = localVm == null && this.metadata.isEnabled() && this.options.credential == null
					&& this.options.settings.credential().type() == CredentialSettings.Type.DEFAULT;
			current = new ServiceSession(tokens(localVm), provisional);
			this.session = current;
		}
		return current;
	}

	private @Nullable AccessTokenHolder tokens(@Nullable InstanceMetadata localVm) {
		AzureSettings settings = this.options.settings;
		CloudEndpoints clouds = CloudEndpoints.of(settings, localVm);
		TokenCredential credential = (this.options.credential != null) ? this.options.credential.unwrap()
				: new AzureCredentialFactory(settings.credential(), settings.endpoints(), clouds, this.clients)
					.createFor(localVm);
		return (credential != null) ? new AccessTokenHolder(credential, this.options.tokenScope, this.options.time,
				this.options.threadPrefix) : null;
	}

	/** Abandon what is under way. */
	@Override
	public synchronized void close() {
		this.closed = true;
		ServiceSession current = this.session;
		if (current != null) {
			current.close();
		}
	}

	/** Attaches the token of whatever credential is the current one. */
	private final class SessionTokenPolicy implements HttpPipelinePolicy {

		@Override
		public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
			ServiceSession current = AzureServiceConnection.this.session;
			BearerTokenPolicy bearer = (current != null) ? current.bearer : null;
			return (bearer != null) ? bearer.process(context, next) : next.process();
		}

	}

	private static final class ServiceSession {

		private final @Nullable AccessTokenHolder tokens;

		private final @Nullable BearerTokenPolicy bearer;

		/** Whether instance metadata may yet determine another credential. */
		private final boolean provisional;

		private ServiceSession(@Nullable AccessTokenHolder tokens, boolean provisional) {
			this.tokens = tokens;
			this.bearer = (tokens != null) ? new BearerTokenPolicy(tokens) : null;
			this.provisional = provisional;
		}

		private void close() {
			if (this.tokens != null) {
				this.tokens.close();
			}
		}

	}

	/** Builds an {@link AzureServiceConnection}. Not thread-safe. */
	public static final class Builder {

		private final AzureSettings settings;

		private final URI endpoint;

		private final String tokenScope;

		private Duration timeout = Duration.ofSeconds(15);

		private ToIntFunction<URL> mostBytes = (url) -> 16 * 1024 * 1024;

		private @Nullable ImdsClient imds;

		private @Nullable AzureCredential credential;

		private @Nullable AzurePipeline pipeline;

		private @Nullable SSLContext tls;

		private InstantSource time = InstantSource.system();

		private String threadPrefix = "azure-discovery";

		private Builder(AzureSettings settings, URI endpoint, String tokenScope) {
			this.settings = settings;
			this.endpoint = endpoint;
			this.tokenScope = tokenScope;
		}

		/** Set the time that one request may take with its response, 15 s by default. */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Set how many bytes the response to a request may have, by its URL; 16 MB by
		 * default.
		 */
		public Builder mostBytes(ToIntFunction<URL> mostBytes) {
			this.mostBytes = mostBytes;
			return this;
		}

		/** Set the client for instance metadata; without it there is none. */
		public Builder imds(@Nullable ImdsClient imds) {
			this.imds = imds;
			return this;
		}

		/** Set a credential that replaces the one the settings describe. */
		public Builder credential(@Nullable AzureCredential credential) {
			this.credential = credential;
			return this;
		}

		/**
		 * Set a pipeline whose HTTP client sends the requests. Its policies are not used:
		 * they authenticate to Azure Resource Manager.
		 */
		public Builder pipeline(@Nullable AzurePipeline pipeline) {
			this.pipeline = pipeline;
			return this;
		}

		/** Set the certificates to trust, {@code null} for the JDK's. */
		public Builder tls(@Nullable SSLContext tls) {
			this.tls = tls;
			return this;
		}

		/** Set the clock. */
		public Builder time(InstantSource time) {
			this.time = time;
			return this;
		}

		/**
		 * Set what the names of the threads begin with, {@code azure-discovery} by
		 * default.
		 */
		public Builder threadPrefix(String threadPrefix) {
			this.threadPrefix = threadPrefix;
			return this;
		}

		/**
		 * Build the connection. Sends nothing.
		 * @throws IllegalArgumentException if the settings would send a token over plain
		 * HTTP off loopback, or requests without a token off loopback
		 */
		public AzureServiceConnection build() {
			AzureSettingsValidator.check(this.settings);
			AzureSettingsValidator.checkService(this.endpoint,
					(this.credential != null) ? CredentialSettings.DEFAULT : this.settings.credential());
			return new AzureServiceConnection(this);
		}

	}

}
