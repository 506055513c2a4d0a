package io.github.azurediscovery.test.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with answers: instead of the true one the client gets
 * another, late, in part or not at all. Immutable; strikes every request of its
 * operations until it is cleared, unless limited by {@link #times}, {@link #after} or
 * {@link #onPath}.
 */
public final class Fault {

	private final String name;

	private final Strike strike;

	private final int skip;

	private final int times;

	private final String path;

	private Fault(String name, Strike strike) {
		this(name, strike, 0, Integer.MAX_VALUE, "");
	}

	private Fault(String name, Strike strike, int skip, int times, String path) {
		this.name = name;
		this.strike = strike;
		this.skip = skip;
		this.times = times;
		this.path = path;
	}

	/**
	 * Answer an error in Azure Resource Manager's form.
	 * @param status the HTTP status, for example 500
	 * @return the fault
	 */
	public static Fault status(int status) {
		return switch (status) {
			case 401 -> error(status, "ExpiredAuthenticationToken",
					"The access token expiry UTC time is earlier than current UTC time.");
			case 403 -> error(status, "AuthorizationFailed",
					"The client does not have authorization to perform the action over the scope or the scope is invalid.");
			case 404 -> error(status, "NotFound", "The entity was not found.");
			case 429 -> throttled();
			case 503 -> error(status, "ServerTimeout", "The request timed out. Please try again.");
			default -> error(status, "InternalServerError", "An internal error has occurred.");
		};
	}

	/**
	 * Answer an error in Azure Resource Manager's form.
	 * @param status the HTTP status
	 * @param code the error code
	 * @param message the message for people
	 * @return the fault
	 */
	public static Fault error(int status, String code, String message) {
		Answer answer = Answer.json(status, Json.object("error", Json.object("code", code, "message", message)));
		return new Fault(status + " " + code, (request, truth) -> answer);
	}

	/**
	 * Answer 429 without {@code Retry-After}.
	 * @return the fault
	 */
	public static Fault throttled() {
		return new Fault("429", (request, truth) -> Throttled.answer(request.operation(), null));
	}

	/**
	 * Answer 429 as the provider of the operation does.
	 * @param retryAfter the value of {@code Retry-After}, in whole seconds
	 * @return the fault
	 */
	public static Fault throttled(Duration retryAfter) {
		return new Fault("429 retry after " + retryAfter,
				(request, truth) -> Throttled.answer(request.operation(), retryAfter));
	}

	/**
	 * Answer the truth, late.
	 * @param delay how late
	 * @return the fault
	 */
	public static Fault slow(Duration delay) {
		return new Fault("slow by " + delay, (request, truth) -> {
			Thread.sleep(delay.toMillis());
			return truth.answer();
		});
	}

	/**
	 * End the connection without an answer.
	 * @return the fault
	 */
	public static Fault dropped() {
		return new Fault("dropped",
				(request, truth) -> Answer.text(200, "text/plain", "").delivered(Answer.Delivery.DROPPED));
	}

	/**
	 * End the connection in the middle of the body.
	 * @return the fault
	 */
	public static Fault truncated() {
		return new Fault("truncated", (request, truth) -> truth.answer().delivered(Answer.Delivery.TRUNCATED));
	}

	/**
	 * Answer a web page with status 200, as proxies and captive portals do.
	 * @return the fault
	 */
	public static Fault html() {
		Answer page = Answer.text(200, "text/html; charset=utf-8",
				"<!DOCTYPE html><html><body><h1>Sign in to continue</h1></body></html>");
		return new Fault("html", (request, truth) -> page);
	}

	/**
	 * Answer a list with nothing in it and no further page.
	 * @return the fault
	 */
	public static Fault empty() {
		return new Fault("empty", (request, truth) -> Answer.json(200, Json.object("value", List.of())));
	}

	/**
	 * Answer an empty page whose {@code nextLink} leads to the true page.
	 * @return the fault, once
	 */
	public static Fault emptyPage() {
		return new Fault("empty page", (request, truth) -> Answer.json(200,
				Json.object("value", List.of(), "nextLink", NextLink.sameAgain(request))))
			.once();
	}

	/**
	 * Answer the true items with a {@code nextLink} that leads to the same page again.
	 * @return the fault
	 */
	public static Fault loopingNextLink() {
		return new Fault("looping nextLink",
				(request, truth) -> NextLink.replace(truth.answer(), NextLink.same(request)));
	}

	/**
	 * Answer the true items with a {@code nextLink} that leads to another host.
	 * @param origin scheme, host and port, for example {@code http://127.0.0.2:8080}
	 * @return the fault
	 */
	public static Fault nextLinkTo(String origin) {
		return new Fault("nextLink to " + origin,
				(request, truth) -> NextLink.replace(truth.answer(), NextLink.elsewhere(request, origin)));
	}

	/**
	 * Refuse to go on with a list: the {@code $skiptoken} is too old. First pages are
	 * answered truly.
	 * @return the fault
	 */
	public static Fault expiredSkipToken() {
		Answer refusal = Answer.json(400, Json.object("error", Json.object("code", "InvalidParameter", "message",
				"The value of parameter $skiptoken is invalid.", "target", "$skiptoken")));
		return new Fault("expired $skiptoken",
				(request, truth) -> request.query().containsKey("$skiptoken") ? refusal : truth.answer());
	}

	/**
	 * Answer anything.
	 * @param name the name of the fault
	 * @param strike makes the answer
	 * @return the fault
	 */
	public static Fault of(String name, Strike strike) {
		return new Fault(name, strike);
	}

	/**
	 * Return this fault, for the next requests only.
	 * @param times how many requests it strikes
	 * @return a new fault
	 */
	public Fault times(int times) {
		return new Fault(this.name, this.strike, this.skip, times, this.path);
	}

	/**
	 * Return this fault, for the next request only.
	 * @return a new fault
	 */
	public Fault once() {
		return times(1);
	}

	/**
	 * Return this fault, leaving the next requests alone.
	 * @param skip how many requests to leave alone
	 * @return a new fault
	 */
	public Fault after(int skip) {
		return new Fault(this.name, this.strike, skip, this.times, this.path);
	}

	/**
	 * Return this fault, for some paths only.
	 * @param part what the path must contain, in any case, for example
	 * {@code "/resourceGroups/shop/"}
	 * @return a new fault
	 */
	public Fault onPath(String part) {
		return new Fault(this.name, this.strike, this.skip, this.times, part.toLowerCase(Locale.ROOT));
	}

	int skip() {
		return this.skip;
	}

	int times() {
		return this.times;
	}

	boolean concerns(Request request) {
		return this.path.isEmpty() || request.path().toLowerCase(Locale.ROOT).contains(this.path);
	}

	Answer strike(Request request, Truth truth) throws InterruptedException {
		return this.strike.answer(request, truth);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Makes the answer of a fault.
	 */
	@FunctionalInterface
	public interface Strike {

		/**
		 * Make the answer.
		 * @param request the request that is struck
		 * @param truth what would have been answered
		 * @return the answer
		 * @throws InterruptedException if the simulated Azure is closed meanwhile
		 */
		Answer answer(Request request, Truth truth) throws InterruptedException;

	}

	/**
	 * What would have been answered.
	 */
	@FunctionalInterface
	public interface Truth {

		/**
		 * Make the true answer.
		 * @return the answer
		 */
		Answer answer();

	}

	/**
	 * How Azure says that there were too many requests.
	 */
	private static final class Throttled {

		static Answer answer(Operation operation, @Nullable Duration retryAfter) {
			Answer answer = Answer.json(429, body(operation));
			if (Operation.compute().contains(operation)) {
				answer = answer.header("x-ms-ratelimit-remaining-resource", "Microsoft.Compute/HighCostGet;0");
			}
			return (retryAfter != null) ? answer.header("Retry-After", Long.toString(retryAfter.toSeconds())) : answer;
		}

		private static Map<String, Object> body(Operation operation) {
			if (Operation.compute().contains(operation)) {
				return Json.object("error", Json.object("code", "OperationNotAllowed", "message",
						"The server rejected the request because too many requests have been received for this subscription.",
						"details",
						List.of(Json.object("code", "TooManyRequests", "target", "HighCostGet", "message",
								"{\"operationGroup\":\"HighCostGet\",\"startTime\":\"2018-06-29T19:54:21.0914017+00:00\","
										+ "\"endTime\":\"2018-06-29T20:14:21.0914017+00:00\",\"allowedRequestCount\":300,"
										+ "\"measuredRequestCount\":1238}"))));
			}
			if (Operation.imds().contains(operation)) {
				return Json.object("error", "Too many requests");
			}
			return Json.object("error", Json.object("code", "SubscriptionRequestsThrottled", "message",
					"Number of requests for subscription exceeded the limit. Please try again later."));
		}

	}

}
