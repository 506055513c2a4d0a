package io.github.azurediscovery.imds;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import io.github.azurediscovery.http.BoundedBodyHandler;
import org.jspecify.annotations.Nullable;

/**
 * Asks the instance metadata service, always directly and never through a proxy. No
 * answer is waited for longer than its timeout, whatever the service does. Thread-safe;
 * the documents are described by <a href=
 * "https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service">Azure
 * Instance Metadata Service</a> and <a href=
 * "https://learn.microsoft.com/azure/virtual-machines/linux/scheduled-events">Scheduled
 * Events</a>.
 */
public final class ImdsClient {

	/** Where the service is on every VM. */
	public static final URI DEFAULT_ENDPOINT = URI.create("http://169.254.169.254");

	private static final String INSTANCE = "/metadata/instance?api-version=2021-12-13";

	private static final String EVENTS = "/metadata/scheduledevents?api-version=2020-07-01";

	private static final String REFUSED = "Instance metadata refuses this process";

	private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

	private static final Duration FIRST_EVENTS = Duration.ofSeconds(125);

	private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(5);

	/** So that the timeout of the connection strikes first, and that of all last. */
	/** Some hundred times the longest document that Azure describes, in bytes. */
	static final int LONGEST_ANSWER = 1 << 20;

	private static final Duration MARGIN = Duration.ofMillis(250);

	private final URI endpoint;

	private final Duration timeout;

	private final Duration retryFor;

	private final Duration pause;

	private final Duration firstEvents;

	private final LongSupplier nanoTime;

	private final MetadataRetryPause retryPause;

	private final HttpClient http;

	private final KeptMetadataAnswer kept;

	private volatile boolean eventsEnabled;

	private ImdsClient(Builder builder) {
		this.endpoint = builder.endpoint;
		this.timeout = builder.timeout;
		this.retryFor = builder.retryFor;
		this.pause = builder.pause;
		this.firstEvents = builder.firstEvents;
		this.nanoTime = builder.nanoTime;
		this.retryPause = builder.retryPause;
		this.kept = new KeptMetadataAnswer(builder.nanoTime);
		this.http = HttpClient.newBuilder()
			.proxy(HttpClient.Builder.NO_PROXY)
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(builder.timeout)
			.build();
	}

	/**
	 * Start a client.
	 * @return a builder for the address that every VM knows
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Find out which VM this is. Blocks for the timeout, or for the time given to retries
	 * when the service accepts connections and fails. A good answer is kept, and after
	 * five minutes asked for once more, without retries: a VM can join and leave a scale
	 * set while it runs. Meanwhile, and where that fails, what is known stays.
	 * @return this VM, or what became of asking
	 * @throws InterruptedException if the calling thread was interrupted, after which
	 * nothing is known that was not known before
	 */
	public InstanceMetadataLookup lookup() throws InterruptedException {
		return lookup(ASK_AGAIN);
	}

	/**
	 * Find out which VM this is, as {@link #lookup()} does.
	 * @param maxAge how long ago the service may have been asked, so that it is not asked
	 * again
	 * @return this VM, or what became of asking
	 * @throws InterruptedException if the calling thread was interrupted, after which
	 * nothing is known that was not known before
	 */
	public InstanceMetadataLookup lookup(Duration maxAge) throws InterruptedException {
		return this.kept.lookup(maxAge, this::ask, this::askOnce);
	}

	/**
	 * Return which VM this is, as {@link #lookup()} does.
	 * @return this VM, or empty where that could not be found out, also because of an
	 * interrupt, which stays set
	 */
	public Optional<InstanceMetadata> instance() {
		try {
			return Optional.ofNullable(lookup().metadata());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.ofNullable(known());
		}
	}

	/**
	 * Return which VM this is, as far as that was found out before. Never blocks.
	 * @return this VM, or {@code null} when it is not known
	 */
	public @Nullable InstanceMetadata known() {
		return this.kept.known();
	}

	/**
	 * Return the events scheduled for this VM and its neighbours. The first call enables
	 * the feature for the service, which changes how the platform treats the VM, and may
	 * take two minutes.
	 * @return the events
	 * @throws IOException if there is no answer or none that can be read
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public ScheduledEvents scheduledEvents() throws IOException, InterruptedException {
		Duration patience = this.eventsEnabled ? EVENTS_TIMEOUT : this.firstEvents;
		HttpResponse<String> response = send(request(EVENTS, patience).GET().build(), patience);
		requireOk(response);
		ScheduledEvents events = ScheduledEvents.parse(response.body());
		this.eventsEnabled = true;
		return events;
	}

	/**
	 * Approve an event, for <em>all</em> its resources: do so only if this VM is the only
	 * one. Approving twice is harmless.
	 * @param eventId the id of the event
	 * @throws IOException if the approval was not accepted
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public void acknowledge(String eventId) throws IOException, InterruptedException {
		String body = InstanceMetadataJson.startRequest(eventId);
		HttpRequest request = request(EVENTS, EVENTS_TIMEOUT).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build();
		requireOk(send(request, EVENTS_TIMEOUT));
	}

	private InstanceMetadataLookup ask() throws InterruptedException {
		long deadline = this.nanoTime.getAsLong() + this.retryFor.toNanos();
		while (true) {
			InstanceMetadataLookup lookup = askOnce();
			String failure = lookup.failure();
			if (failure == null || failure.startsWith(REFUSED)
					|| this.nanoTime.getAsLong() + this.pause.toNanos() - deadline > 0) {
				return lookup;
			}
			this.retryPause.pause(this.pause.toMillis());
		}
	}

	private InstanceMetadataLookup askOnce() throws InterruptedException {
		try {
			HttpResponse<String> response = send(request(INSTANCE, this.timeout.plus(MARGIN)).GET().build(),
					this.timeout.plus(MARGIN));
			return switch (response.statusCode()) {
				case 200 -> parsed(response.body());
				case 401, 403, 421 -> InstanceMetadataLookup.failed(REFUSED + " (" + response.statusCode()
						+ "): allow it in the InVMAccessControlProfile of the VM's Metadata Security Protocol, for the "
						+ "paths /metadata/instance, /metadata/scheduledevents and /metadata/identity; if this is no "
						+ "Azure VM, set azure.discovery.imds.enabled=false");
				default -> InstanceMetadataLookup.failed("Instance metadata answered " + response.statusCode());
			};
		}
		catch (IOException ex) {
			return unconnected(ex) ? InstanceMetadataLookup.ABSENT
					: InstanceMetadataLookup.failed("Instance metadata accepts connections but gives no answer: " + ex);
		}
	}

	private static InstanceMetadataLookup parsed(String document) {
		InstanceMetadata metadata = InstanceMetadata.parse(document);
		return (metadata != null) ? InstanceMetadataLookup.found(metadata) : InstanceMetadataLookup
			.failed("Instance metadata answered something other than a document with a vmId");
	}

	/** Whether no TCP connection came about. */
	private static boolean unconnected(IOException failure) {
		return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
				|| failure instanceof NoRouteToHostException
				|| String.valueOf(failure.getMessage()).contains("unreachable");
	}

	/**
	 * The timeout of a request ends with the headers of the answer, so that the whole of
	 * it is waited for with a bound of its own.
	 */
	private HttpResponse<String> send(HttpRequest request, Duration patience) throws IOException, InterruptedException {
		CompletableFuture<HttpResponse<String>> answer = this.http.sendAsync(request,
				BoundedBodyHandler.ofText(LONGEST_ANSWER));
		try {
			return answer.get(patience.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof IOException io) ? io : new IOException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new HttpTimeoutException("no whole answer within " + patience.plus(MARGIN).toMillis() + " ms");
		}
		finally {
			answer.cancel(true);
		}
	}

	private HttpRequest.Builder request(String path, Duration patience) {
		String base = this.endpoint.toString();
		String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		return HttpRequest.newBuilder(URI.create(root + path)).timeout(patience).header("Metadata", "true");
	}

	private static void requireOk(HttpResponse<String> response) throws IOException {
		if (response.statusCode() != 200) {
			throw new IOException("The instance metadata service answered " + response.statusCode() + " to "
					+ response.request().method() + " " + response.request().uri().getPath());
		}
	}

	/** Builds an {@link ImdsClient}. Not thread-safe. */
	public static final class Builder {

		private URI endpoint = DEFAULT_ENDPOINT;

		private Duration timeout = Duration.ofSeconds(1);

		private Duration retryFor = Duration.ZERO;

		private Duration pause = Duration.ofMillis(500);

		private Duration firstEvents = FIRST_EVENTS;

		private LongSupplier nanoTime = System::nanoTime;

		private MetadataRetryPause retryPause = Thread::sleep;

		private Builder() {
		}

		/**
		 * Set where the service is.
		 * @param endpoint scheme, host and port
		 * @return this builder
		 */
		public Builder endpoint(URI endpoint) {
			this.endpoint = endpoint;
			return this;
		}

		/**
		 * Set how long to wait for a connection and for an answer, 1 s by default.
		 * @param timeout the time for each
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Set for how long to ask again when the service accepts connections and fails,
		 * not at all by default.
		 * @param retryFor the bound of all tries together
		 * @return this builder
		 */
		public Builder retryFor(Duration retryFor) {
			this.retryFor = retryFor;
			return this;
		}

		/**
		 * Set how long to wait between two tries, half a second by default.
		 * @param pause the time
		 * @return this builder
		 */
		public Builder pause(Duration pause) {
			this.pause = pause;
			return this;
		}

		/**
		 * Set what tells how much time has passed, by default {@code System.nanoTime()}.
		 * @param nanoTime the time since any moment, in nanoseconds
		 * @return this builder
		 */
		public Builder nanoTime(LongSupplier nanoTime) {
			this.nanoTime = nanoTime;
			return this;
		}

		Builder retryPause(MetadataRetryPause retryPause) {
			this.retryPause = retryPause;
			return this;
		}

		Builder firstEvents(Duration patience) {
			this.firstEvents = patience;
			return this;
		}

		/**
		 * Build the client. Sends nothing.
		 * @return the client
		 */
		public ImdsClient build() {
			return new ImdsClient(this);
		}

	}

}
