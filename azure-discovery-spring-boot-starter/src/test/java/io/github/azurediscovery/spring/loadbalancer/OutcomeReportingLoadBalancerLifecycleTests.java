package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.client.AzureServiceInstance;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.CompletionContext.Status;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.DefaultRequestContext;
import org.springframework.cloud.client.loadbalancer.DefaultResponse;
import org.springframework.cloud.client.loadbalancer.EmptyResponse;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.RequestData;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.client.loadbalancer.ResponseData;
import org.springframework.cloud.client.loadbalancer.RetryableRequestContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What the load balancer's lifecycle tells health, in every shape that callers use. */
class OutcomeReportingLoadBalancerLifecycleTests {

	private static final Request<Object> REQUEST = new DefaultRequest<>(new DefaultRequestContext());

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final Instance orders = LoadBalancerContexts.instance("a", "orders", 8080);

	private final ServiceInstance picked = new AzureServiceInstance(this.orders,
			this.discovery.health().calls(this.orders));

	private final PickCounter picks = new PickCounter();

	private final OutcomeReportingLoadBalancerLifecycle outcomes = new OutcomeReportingLoadBalancerLifecycle(
			new CalledInstanceResolver(new ServiceInstanceCatalog(this.discovery)), this.picks, Set.of(502, 503, 504));

	@BeforeEach
	void know() {
		this.discovery.answer(this.orders, LoadBalancerContexts.instance("b", "orders", 8081));
	}

	@Test
	void healthIsToldOfAPickBeforeTheRequestIsSent() {
		this.outcomes.onStartRequest(REQUEST, new DefaultResponse(this.picked));
		assertThat(this.discovery.calls()).containsExactly("begin a");
	}

	@Test
	void anAnswerIsASuccess() {
		succeed(this.picked, data(HttpStatus.OK));
		assertThat(this.discovery.calls()).containsExactly("end a SUCCESS ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void aBadStatusIsASoftFailureThoughSpringCloudCallsItASuccess(int status) {
		succeed(this.picked, data(HttpStatus.valueOf(status)));
		assertThat(this.discovery.calls()).containsExactly("end a SOFT_FAILURE status " + status);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 429, 500 })
	void anyOtherStatusIsAnAnswer(int status) {
		succeed(this.picked, data(HttpStatus.valueOf(status)));
		assertThat(this.discovery.calls()).containsExactly("end a SUCCESS ");
	}

	@Test
	void theStatusOfAProxyThatWantsAPasswordSaysNothing() {
		succeed(this.picked, data(HttpStatus.PROXY_AUTHENTICATION_REQUIRED));
		assertThat(this.discovery.calls()).isEmpty();
	}

	@Test
	void theServerResponseOfGatewayMvcIsUnderstood() {
		succeed(new GatewayMvcInstance(this.picked), ServerResponse.status(503).build());
		assertThat(this.discovery.calls()).containsExactly("end a SOFT_FAILURE status 503");
	}

	@Test
	void theInstanceOfGatewayMvcIsFoundWithoutItsId() {
		ServiceInstance second = new AzureServiceInstance(LoadBalancerContexts.instance("b", "orders", 8081));
		succeed(new GatewayMvcInstance(second), ServerResponse.ok().build());
		fail(new GatewayMvcInstance(second), new RuntimeException(new ConnectException("Connection refused")));
		assertThat(this.discovery.calls()).containsExactly("end b SUCCESS ", "end b HARD_FAILURE connection refused");
	}

	@Test
	void aResponseOfUnknownKindOrNoneIsAnAnswer() {
		succeed(this.picked, "an answer of a client of the user's");
		succeed(this.picked, null);
		succeed(this.picked, new ResponseData(null, new HttpHeaders(), new LinkedMultiValueMap<>(), requestData()));
		assertThat(this.discovery.calls()).hasSize(3).allMatch("end a SUCCESS "::equals);
	}

	@Test
	void aResponseWhoseStatusCannotBeReadIsAFailedCall() {
		succeed(this.picked, new UnansweredResponse());
		assertThat(this.discovery.calls()).containsExactly("end a SOFT_FAILURE read timeout");
	}

	@Test
	void aFailureIsJudgedByItsCause() {
		fail(this.picked, new RuntimeException(new ConnectException("Connection refused")));
		assertThat(this.discovery.calls()).containsExactly("end a HARD_FAILURE connection refused");
	}

	@Test
	void aFailureThatSaysNothingAboutTheInstanceIsNotReported() {
		fail(this.picked, new IllegalArgumentException("the caller's own mistake"));
		assertThat(this.discovery.calls()).isEmpty();
	}

	@Test
	void whatWasNeverSentIsNotReported() {
		this.outcomes.onComplete(new CompletionContext<>(Status.DISCARD, REQUEST, new DefaultResponse(this.picked)));
		this.outcomes.onComplete(new CompletionContext<>(Status.DISCARD, REQUEST, new EmptyResponse()));
		this.outcomes.onComplete(new CompletionContext<>(Status.DISCARD, REQUEST));
		assertThat(this.discovery.calls()).isEmpty();
	}

	@Test
	void instancesOfOtherRegistriesAreLeftAlone() {
		succeed(new DefaultServiceInstance("x", "billing", "127.0.0.1", 8080, false), data(HttpStatus.OK));
		succeed(new DefaultServiceInstance("x", "orders", "127.0.0.1", 9999, false), data(HttpStatus.OK));
		assertThat(this.discovery.calls()).isEmpty();
	}

	@Test
	void everyKindOfRequestAndResponseIsSupportedByItsServerTypeAlone() {
		for (Class<?> context : Set.of(DefaultRequestContext.class, RequestDataContext.class,
				RetryableRequestContext.class)) {
			assertThat(this.outcomes.supports(context, Object.class, ServiceInstance.class)).isTrue();
			assertThat(this.outcomes.supports(context, ResponseData.class, ServiceInstance.class)).isTrue();
		}
		assertThat(this.outcomes.supports(RequestDataContext.class, ResponseData.class, String.class)).isFalse();
	}

	@Test
	void everyCallBeginsWhenItIsAboutToBeSent() {
		this.outcomes.onStart(REQUEST);
		this.outcomes.onStartRequest(REQUEST, new DefaultResponse(this.picked));
		this.outcomes.onStartRequest(REQUEST, new DefaultResponse(new GatewayMvcInstance(this.picked)));
		this.outcomes.onStartRequest(REQUEST, new EmptyResponse());
		assertThat(this.discovery.calls()).containsExactly("begin a", "begin a");
	}

	@Test
	void anInstanceOfAUsersSupplierIsFoundByItsAddress() {
		succeed(new AzureServiceInstance(this.orders), data(HttpStatus.OK));
		assertThat(this.discovery.calls()).containsExactly("end a SUCCESS ");
	}

	@Test
	void picksAreCountedForEachWatch() {
		this.outcomes.onStartRequest(REQUEST, new DefaultResponse(this.picked));
		PickCounter.Watch watch = this.picks.watch();
		assertThat(watch.take()).as("before").isEmpty();
		this.outcomes.onStartRequest(REQUEST, new DefaultResponse(this.picked));
		PickCounter.Watch later = this.picks.watch();
		this.outcomes.onStartRequest(REQUEST, new DefaultResponse(new GatewayMvcInstance(this.picked)));
		assertThat(watch.take()).isEqualTo(Map.of("orders", Map.of("a", 2L)));
		assertThat(watch.take()).as("since the last time").isEmpty();
		assertThat(later.take()).isEqualTo(Map.of("orders", Map.of("a", 1L)));
		watch.close();
		assertThat(this.picks.isWatched()).isTrue();
		later.close();
		assertThat(this.picks.isWatched()).isFalse();
		this.outcomes.onStartRequest(REQUEST, new DefaultResponse(this.picked));
		assertThat(later.take()).as("after").isEmpty();
	}

	private void succeed(ServiceInstance instance, @Nullable Object response) {
		this.outcomes
			.onComplete(new CompletionContext<>(Status.SUCCESS, REQUEST, new DefaultResponse(instance), response));
	}

	private void fail(ServiceInstance instance, Throwable failure) {
		this.outcomes
			.onComplete(new CompletionContext<>(Status.FAILED, failure, REQUEST, new DefaultResponse(instance)));
	}

	private static ResponseData data(HttpStatus status) {
		return new ResponseData(status, new HttpHeaders(), new LinkedMultiValueMap<>(), requestData());
	}

	private static RequestData requestData() {
		return new RequestData(HttpMethod.GET, URI.create("http://orders/"), new HttpHeaders(),
				new LinkedMultiValueMap<>(), Map.of());
	}

	/**
	 * The shape of what {@code SimpleClientHttpRequestFactory} makes of a request with a
	 * body.
	 */
	private static final class UnansweredResponse implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() throws IOException {
			throw new SocketTimeoutException("Read timed out");
		}

		@Override
		public String getStatusText() throws IOException {
			throw new SocketTimeoutException("Read timed out");
		}

		@Override
		public InputStream getBody() throws IOException {
			throw new SocketTimeoutException("Read timed out");
		}

		@Override
		public HttpHeaders getHeaders() {
			return new HttpHeaders();
		}

		@Override
		public void close() {
		}

	}

	/**
	 * The shape of {@code LoadBalancerFilterFunctions.DelegatingServiceInstance} in
	 * Spring Cloud Gateway Server MVC: no instance id.
	 */
	private record GatewayMvcInstance(ServiceInstance delegate) implements ServiceInstance {

		@Override
		public String getServiceId() {
			return this.delegate.getServiceId();
		}

		@Override
		public String getHost() {
			return this.delegate.getHost();
		}

		@Override
		public int getPort() {
			return this.delegate.getPort();
		}

		@Override
		public boolean isSecure() {
			return this.delegate.isSecure();
		}

		@Override
		public URI getUri() {
			return this.delegate.getUri();
		}

		@Override
		public Map<String, String> getMetadata() {
			return this.delegate.getMetadata();
		}

	}

}
