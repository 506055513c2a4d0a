package io.github.azurediscovery.test.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
	 * Answer an error in the form of the operation: that of Azure Resource Manager, of
	 * its Compute provider or of the metadata service.
	 * @param status the HTTP status, for example 500
	 * @return the fault
	 */
	public static Fault status(int status) {
		return new Fault(String.valueOf(status), (request, truth) -> ErrorAnswer.of(request.operation(), status));
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
		return new Fault("429", (request, truth) -> ErrorAnswer.of(request.operation(), 429));
	}

	/**
	 * Answer 429 as the provider of the operation does.
	 * @param retryAfter the value of {@code Retry-After}, in whole seconds
	 * @return the fault
	 */
	public static Fault throttled(Duration retryAfter) {
		return new Fault("429 retry after " + retryAfter, (request, truth) -> ErrorAnswer.of(request.operation(), 429)
			.header("Retry-After", Long.toString(retryAfter.toSeconds())));
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
	 * Send the headers and half of the body, and then nothing more.
	 * @return the fault
	 */
	public static Fault stalled() {
		return new Fault("stalled", (request, truth) -> truth.answer().delivered(Answer.Delivery.STALLED));
	}

	/**
	 * Answer half of the document as if it were all of it.
	 * @return the fault
	 */
	public static Fault malformed() {
		return new Fault("malformed", (request, truth) -> {
			Answer whole = truth.answer();
			byte[] body = whole.body().plain();
			return whole.withBody(Arrays.copyOf(body, body.length / 2));
		});
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

}
