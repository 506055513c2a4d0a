package io.github.azurediscovery.test.imds;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.azurediscovery.test.arm.TokenSubject;
import io.github.azurediscovery.test.estate.AzureEstate;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.IncomingRequest;
import io.github.azurediscovery.test.http.JsonText;
import io.github.azurediscovery.test.http.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The metadata service of one virtual machine: the one the application is told it runs
 * on. Without one, answers are those of a network that is not Azure's. Safe for use by
 * several threads.
 */
public final class SimulatedImds implements SimulatedEndpoint {

	private final AzureEstate estate;

	private final SimulatedScheduledEvents events;

	private final InstantSource clock;

	private volatile @Nullable SimulatedVm vm;

	private volatile String cloud = "AzurePublicCloud";

	private volatile String identity = "managed-identity";

	private volatile Duration tokenLifetime = Duration.ofHours(24);

	private volatile int refusal;

	private volatile @Nullable Boolean standby;

	/**
	 * Create the metadata service of no virtual machine.
	 * @param estate what exists
	 * @param clock for the expiry of tokens
	 */
	public SimulatedImds(AzureEstate estate, InstantSource clock) {
		this.estate = estate;
		this.clock = clock;
		this.events = new SimulatedScheduledEvents(clock);
	}

	/**
	 * Let the application run on a virtual machine.
	 * @param vm the virtual machine
	 * @return this metadata service
	 */
	public SimulatedImds runsOn(SimulatedVm vm) {
		this.vm = vm;
		return this;
	}

	/**
	 * Let the application run where something else listens at the address of the metadata
	 * service, as on another cloud or behind an egress filter: a plain-text 403 answers
	 * every request.
	 * @return this metadata service
	 */
	public SimulatedImds notOnAzure() {
		this.vm = null;
		return this;
	}

	/**
	 * Refuse this process, as the guest proxy agent of the Metadata Security Protocol
	 * does when it enforces an allow-list in which the process is not: with an empty
	 * body, 403, or 421 for a request without claims.
	 * @param status the status, or 0 to allow the process again
	 * @return this metadata service
	 */
	public SimulatedImds refuse(int status) {
		this.refusal = status;
		return this;
	}

	/**
	 * Let the document say whether the virtual machine is in a standby pool, as Microsoft
	 * Learn, "Get standby pool and instance details", has it. Which version of the
	 * document does is not documented, so that it is left out unless set.
	 * @param standby whether it is in the pool, {@code null} to leave it out
	 * @return this metadata service
	 */
	public SimulatedImds standby(@Nullable Boolean standby) {
		this.standby = standby;
		return this;
	}

	/**
	 * Return the virtual machine the application runs on.
	 * @return the virtual machine, empty if it runs elsewhere
	 */
	public Optional<SimulatedVm> vm() {
		return Optional.ofNullable(this.vm);
	}

	/**
	 * Set the name of the cloud.
	 * @param azEnvironment for example {@code AzureUSGovernmentCloud}
	 * @return this metadata service
	 */
	public SimulatedImds cloud(String azEnvironment) {
		this.cloud = azEnvironment;
		return this;
	}

	/**
	 * Set the subject of the tokens of the managed identity. A request that names a
	 * client, object or resource id gets a token of that instead.
	 * @param subject the subject
	 * @return this metadata service
	 */
	public SimulatedImds identity(String subject) {
		this.identity = subject;
		return this;
	}

	/**
	 * Set how long tokens are valid.
	 * @param lifetime the lifetime, 24 hours unless set
	 * @return this metadata service
	 */
	public SimulatedImds tokenLifetime(Duration lifetime) {
		this.tokenLifetime = lifetime;
		return this;
	}

	/**
	 * Return the scheduled events.
	 * @return the events
	 */
	public SimulatedScheduledEvents events() {
		return this.events;
	}

	/**
	 * Return to the beginning: no virtual machine, no events.
	 */
	public void clear() {
		this.vm = null;
		this.standby = null;
		this.refusal = 0;
		this.cloud = "AzurePublicCloud";
		this.identity = "managed-identity";
		this.tokenLifetime = Duration.ofHours(24);
		this.events.clear();
	}

	@Override
	public AzureOperation operationOf(IncomingRequest request) {
		return switch (String.join("/", request.segments()).toLowerCase(Locale.ROOT)) {
			case "metadata/instance", "metadata/instance/compute" -> AzureOperation.IMDS_INSTANCE;
			case "metadata/instance/network" -> AzureOperation.IMDS_NETWORK;
			case "metadata/identity/oauth2/token" -> AzureOperation.IMDS_TOKEN;
			case "metadata/scheduledevents" -> request.method().equals("POST") ? AzureOperation.SCHEDULED_EVENTS_START
					: AzureOperation.SCHEDULED_EVENTS;
			default -> AzureOperation.IMDS_OTHER;
		};
	}

	@Override
	public HttpAnswer answer(IncomingRequest request) {
		if (this.refusal != 0) {
			return HttpAnswer.text(this.refusal, "text/plain", "");
		}
		SimulatedVm own = this.vm;
		if (own == null) {
			return HttpAnswer.text(403, "text/plain", "Forbidden\n");
		}
		if (!"true".equalsIgnoreCase(request.header("metadata"))) {
			return ImdsErrors.noMetadataHeader();
		}
		if (request.header("x-forwarded-for") != null) {
			return ImdsErrors.forwarded();
		}
		if (request.operation() == AzureOperation.IMDS_OTHER) {
			return ImdsErrors.notFound();
		}
		if (!request.query().getOrDefault("api-version", "").matches("\\d{4}-\\d{2}-\\d{2}")) {
			return ImdsErrors.noApiVersion();
		}
		if (!request.method().equals("GET") && request.operation() != AzureOperation.SCHEDULED_EVENTS_START) {
			return ImdsErrors.notAllowed();
		}
		return switch (request.operation()) {
			case IMDS_TOKEN -> token(request.query());
			case SCHEDULED_EVENTS -> this.events.document(own);
			case SCHEDULED_EVENTS_START -> this.events.approve(request.body().plain());
			default -> HttpAnswer.json(200, this.estate.read(() -> document(own, request)));
		};
	}

	private Map<String, Object> document(SimulatedVm own, IncomingRequest request) {
		List<String> path = request.segments();
		if (path.size() == 2) {
			return JsonText.object("compute", compute(own), "network", InstanceDocument.network(own));
		}
		return path.get(2).equalsIgnoreCase("network") ? InstanceDocument.network(own) : compute(own);
	}

	private Map<String, Object> compute(SimulatedVm own) {
		Map<String, Object> compute = InstanceDocument.compute(own, this.cloud);
		Boolean standby = this.standby;
		if (standby != null) {
			compute.put("isVmInStandbyPool", standby.toString());
		}
		return compute;
	}

	private HttpAnswer token(Map<String, String> query) {
		String resource = query.get("resource");
		if (resource == null || resource.isEmpty()) {
			return ImdsErrors.token(400, "invalid_request", "Required query variable 'resource' is missing");
		}
		String subject = this.identity;
		for (String choice : List.of("client_id", "object_id", "msi_res_id", "mi_res_id")) {
			subject = query.getOrDefault(choice, subject);
		}
		long now = this.clock.instant().getEpochSecond();
		long expiresOn = now + this.tokenLifetime.toSeconds();
		return HttpAnswer.json(200,
				JsonText.object("access_token", TokenSubject.token(subject, resource, expiresOn), "client_id", subject,
						"expires_in", String.valueOf(this.tokenLifetime.toSeconds()), "expires_on",
						String.valueOf(expiresOn), "ext_expires_in", String.valueOf(this.tokenLifetime.toSeconds()),
						"not_before", String.valueOf(now), "resource", resource, "token_type", "Bearer"));
	}

}
