package io.github.azurediscovery.test.entra;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.test.arm.TokenSubject;
import io.github.azurediscovery.test.http.ActiveFaults;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.IncomingRequest;
import io.github.azurediscovery.test.http.JsonText;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.github.azurediscovery.test.http.LoopbackServer;
import io.github.azurediscovery.test.http.RequestLog;
import io.github.azurediscovery.test.http.SimulatedEndpoint;

/**
 * The token endpoint of Microsoft Entra ID, over https: applications prove who they are
 * by a secret or by the token of a federated identity, and get a token whose subject is
 * their client id. Safe for use by several threads.
 */
public final class SimulatedEntra implements AutoCloseable {

	private static final String SCOPE_SUFFIX = "/.default";

	private final Map<String, AppRegistration> applications = new ConcurrentHashMap<>();

	private final LoopbackCertificate certificate = LoopbackCertificate.ofProcess();

	private final InstantSource clock;

	private final LoopbackServer server;

	private volatile Duration tokenLifetime = Duration.ofHours(1);

	private SimulatedEntra(InstantSource clock, Executor executor, RequestLog log, ActiveFaults faults) {
		this.clock = clock;
		this.server = LoopbackServer.startTls(0, executor, new TokenEndpoint(), log, faults, this.certificate);
	}

	/**
	 * Start an Entra that knows no application.
	 * @param clock for the expiry of tokens
	 * @param executor runs the requests
	 * @param log where requests are counted
	 * @param faults what goes wrong
	 * @return a running Entra
	 */
	public static SimulatedEntra start(InstantSource clock, Executor executor, RequestLog log, ActiveFaults faults) {
		return new SimulatedEntra(clock, executor, log, faults);
	}

	/**
	 * Return where it listens.
	 * @return for {@code azure.discovery.endpoints.authority}
	 */
	public URI endpoint() {
		return this.server.uri();
	}

	/**
	 * Return the certificate it shows.
	 * @return the certificate, which clients must be told to trust
	 */
	public LoopbackCertificate certificate() {
		return this.certificate;
	}

	/**
	 * Return what a client of the JDK's must be given to trust it.
	 * @return for {@code AzureSources.Builder.tls}
	 */
	public SSLContext tls() {
		return this.certificate.client();
	}

	/**
	 * Make an application known.
	 * @param clientId its client id
	 * @return the application, which has no credential yet
	 */
	public AppRegistration application(String clientId) {
		return this.applications.computeIfAbsent(clientId, (id) -> new AppRegistration());
	}

	/**
	 * Set how long tokens are valid.
	 * @param lifetime the lifetime, an hour unless set
	 * @return this Entra
	 */
	public SimulatedEntra tokenLifetime(Duration lifetime) {
		this.tokenLifetime = lifetime;
		return this;
	}

	/**
	 * Set how long every answer takes.
	 * @param latency the delay, zero for none
	 */
	public void latency(Duration latency) {
		this.server.latency(latency);
	}

	/** Removes all applications and restores the default token lifetime. */
	public void clear() {
		this.applications.clear();
		this.tokenLifetime = Duration.ofHours(1);
	}

	@Override
	public void close() {
		this.server.close();
	}

	/** Answers {@code POST /{tenant}/oauth2/v2.0/token}. */
	private final class TokenEndpoint implements SimulatedEndpoint {

		@Override
		public AzureOperation operationOf(IncomingRequest request) {
			List<String> path = request.segments();
			return (path.size() == 4 && String.join("/", path.subList(1, 4)).equals("oauth2/v2.0/token"))
					? AzureOperation.ENTRA_TOKEN : AzureOperation.ENTRA_OTHER;
		}

		@Override
		public HttpAnswer answer(IncomingRequest request) {
			if (request.operation() != AzureOperation.ENTRA_TOKEN || !request.method().equals("POST")) {
				return HttpAnswer.text(404, "text/plain", "Not found");
			}
			Map<String, String> form = request.form();
			String clientId = form.getOrDefault("client_id", "");
			String scope = form.getOrDefault("scope", "").split(" ", 2)[0];
			AppRegistration application = SimulatedEntra.this.applications.get(clientId);
			if (application == null) {
				return refusal(400, "unauthorized_client", "AADSTS700016: Application with identifier '" + clientId
						+ "' was not found in the directory '" + request.segments().get(0) + "'.");
			}
			String wrong = application.against(form);
			if (wrong != null) {
				return refusal(401, "invalid_client", wrong);
			}
			if (!scope.endsWith(SCOPE_SUFFIX)) {
				return refusal(400, "invalid_scope", "AADSTS1002012: The provided value for scope " + scope
						+ " is not valid. Client credential flows must have a scope value with /.default suffixed.");
			}
			long seconds = SimulatedEntra.this.tokenLifetime.toSeconds();
			String audience = scope.substring(0, scope.length() - SCOPE_SUFFIX.length());
			return HttpAnswer.json(200,
					JsonText.object("token_type", "Bearer", "expires_in", seconds, "ext_expires_in", seconds,
							"access_token", TokenSubject.token(clientId, audience,
									SimulatedEntra.this.clock.instant().getEpochSecond() + seconds)));
		}

		private HttpAnswer refusal(int status, String error, String description) {
			return HttpAnswer.json(status, JsonText.object("error", error, "error_description", description));
		}

	}

}
