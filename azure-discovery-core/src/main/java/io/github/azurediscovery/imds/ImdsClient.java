package io.github.azurediscovery.imds;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Asks the instance metadata service, always directly and never through a proxy. That
 * this VM is not on Azure is an answer, not an error. Thread-safe; the documents are
 * described by <a href=
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

	private static final Duration FIRST_EVENTS = Duration.ofSeconds(125);

	private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(5);

	private final URI endpoint;

	private final Duration timeout;

	private final Duration retryFor;

	private final Duration pause;

	private final HttpClient http;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable InstanceMetadata known;

	private volatile boolean eventsEnabled;

	private ImdsClient(Builder builder) {
		this.endpoint = builder.endpoint;
		this.timeout = builder.timeout;
		this.retryFor = builder.retryFor;
		this.pause = builder.pause;
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
	 * Return who this VM is. Blocks for the timeout, or for the time given to retries
	 * when the service answers 404, 410, 429 or 5xx. A successful answer is kept for
	 * ever; an empty one is not, and neither is one cut short by an interrupt, which
	 * stays set.
	 * @return this VM, or empty when the answer is anything but a JSON document with a
	 * {@code vmId}: not on Azure
	 */
	public Optional<InstanceMetadata> instance() {
		InstanceMetadata kept = this.known;
		if (kept != null) {
			return Optional.of(kept);
		}
		try {
			this.asking.lockInterruptibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
		try {
			if (this.known == null) {
				this.known = ask();
			}
			return Optional.ofNullable(this.known);
		}
		finally {
			this.asking.unlock();
		}
	}

	/**
	 * Return who this VM is, if that was found out before. Never blocks.
	 * @return this VM, or {@code null} when it is not known
	 */
	public @Nullable InstanceMetadata known() {
		return this.known;
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
		Duration patience = this.eventsEnabled ? EVENTS_TIMEOUT : FIRST_EVENTS;
		HttpResponse<String> response = this.http.send(request(EVENTS, patience).GET().build(),
				BodyHandlers.ofString());
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
		String body = Json.startRequest(eventId);
		HttpRequest request = request(EVENTS, EVENTS_TIMEOUT).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build();
		requireOk(this.http.send(request, BodyHandlers.ofString()));
	}

	private @Nullable InstanceMetadata ask() {
		long deadline = System.nanoTime() + this.retryFor.toNanos();
		try {
			while (true) {
				HttpResponse<String> response = this.http.send(request(INSTANCE, this.timeout).GET().build(),
						BodyHandlers.ofString());
				if (response.statusCode() == 200) {
					return InstanceMetadata.parse(response.body());
				}
				if (!transientFailure(response.statusCode())
						|| System.nanoTime() + this.pause.toNanos() - deadline > 0) {
					return null;
				}
				Thread.sleep(this.pause.toMillis());
			}
		}
		catch (IOException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	private HttpRequest.Builder request(String path, Duration patience) {
		String base = this.endpoint.toString();
		String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		return HttpRequest.newBuilder(URI.create(root + path)).timeout(patience).header("Metadata", "true");
	}

	private static boolean transientFailure(int status) {
		return status == 404 || status == 410 || status == 429 || status >= 500;
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
		 * Set for how long to ask again when the service answers 404, 410, 429 or 5xx,
		 * not at all by default. Azure asks for up to 70 s after a 410.
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
		 * Build the client. Sends nothing.
		 * @return the client
		 */
		public ImdsClient build() {
			return new ImdsClient(this);
		}

	}

}
