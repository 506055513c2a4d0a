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
public final class AzureFault {

	private final String name;

	private final Strike strike;

	private final int skip;

	private final int times;

	private final String path;

	private AzureFault(String name, Strike strike) {
		this(name, strike, 0, Integer.MAX_VALUE, "");
	}

	private AzureFault(String name, Strike strike, int skip, int times, String path) {
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
	public static AzureFault status(int status) {
		return new AzureFault(String.valueOf(status), (request, truth) -> ErrorAnswer.of(request.operation(), status));
	}

	/**
	 * Answer an error in Azure Resource Manager's form.
	 * @param status the HTTP status
	 * @param code the error code
	 * @param message the message for people
	 * @return the fault
	 */
	public static AzureFault error(int status, String code, String message) {
		HttpAnswer answer = HttpAnswer.json(status,
				JsonText.object("error", JsonText.object("code", code, "message", message)));
		return new AzureFault(status + " " + code, (request, truth) -> answer);
	}

	/**
	 * Answer 429 without {@code Retry-After}.
	 * @return the fault
	 */
	public static AzureFault throttled() {
		return new AzureFault("429", (request, truth) -> ErrorAnswer.of(request.operation(), 429));
	}

	/**
	 * Answer 429 as the provider of the operation does.
	 * @param retryAfter the value of {@code Retry-After}, in whole seconds
	 * @return the fault
	 */
	public static AzureFault throttled(Duration retryAfter) {
		return new AzureFault("429 retry after " + retryAfter,
				(request, truth) -> ErrorAnswer.of(request.operation(), 429)
					.header("Retry-After", Long.toString(retryAfter.toSeconds())));
	}

	/**
	 * Answer the truth, late.
	 * @param delay how late
	 * @return the fault
	 */
	public static AzureFault slow(Duration delay) {
		return new AzureFault("slow by " + delay, (request, truth) -> {
			Thread.sleep(delay.toMillis());
			return truth.answer();
		});
	}

	/**
	 * End the connection without an answer.
	 * @return the fault
	 */
	public static AzureFault dropped() {
		return new AzureFault("dropped",
				(request, truth) -> HttpAnswer.text(200, "text/plain", "").delivered(HttpAnswer.Delivery.DROPPED));
	}

	/**
	 * End the connection in the middle of the body.
	 * @return the fault
	 */
	public static AzureFault truncated() {
		return new AzureFault("truncated", (request, truth) -> truth.answer().delivered(HttpAnswer.Delivery.TRUNCATED));
	}

	/**
	 * Send the headers and half of the body, and then nothing more.
	 * @return the fault
	 */
	public static AzureFault stalled() {
		return new AzureFault("stalled", (request, truth) -> truth.answer().delivered(HttpAnswer.Delivery.STALLED));
	}

	/**
	 * Answer half of the document as if it were all of it.
	 * @return the fault
	 */
	public static AzureFault malformed() {
		return new AzureFault("malformed", (request, truth) -> {
			HttpAnswer whole = truth.answer();
			byte[] body = whole.body().plain();
			return whole.withBody(Arrays.copyOf(body, body.length / 2));
		});
	}

	/**
	 * Answer a web page with status 200, as proxies and captive portals do.
	 * @return the fault
	 */
	public static AzureFault html() {
		HttpAnswer page = HttpAnswer.text(200, "text/html; charset=utf-8",
				"<!DOCTYPE html><html><body><h1>Sign in to continue</h1></body></html>");
		return new AzureFault("html", (request, truth) -> page);
	}

	/**
	 * Answer a list with nothing in it and no further page.
	 * @return the fault
	 */
	public static AzureFault empty() {
		return new AzureFault("empty", (request, truth) -> HttpAnswer.json(200, JsonText.object("value", List.of())));
	}

	/**
	 * Answer an empty page whose {@code nextLink} leads to the true page.
	 * @return the fault, once
	 */
	public static AzureFault emptyPage() {
		return new AzureFault("empty page", (request, truth) -> HttpAnswer.json(200,
				JsonText.object("value", List.of(), "nextLink", NextLink.sameAgain(request))))
			.once();
	}

	/**
	 * Answer the true items with a {@code nextLink} that leads to the same page again.
	 * @return the fault
	 */
	public static AzureFault loopingNextLink() {
		return new AzureFault("looping nextLink",
				(request, truth) -> NextLink.replace(truth.answer(), NextLink.same(request)));
	}

	/**
	 * Answer the true items with a {@code nextLink} that leads to another host.
	 * @param origin scheme, host and port, for example {@code http://127.0.0.2:8080}
	 * @return the fault
	 */
	public static AzureFault nextLinkTo(String origin) {
		return new AzureFault("nextLink to " + origin,
				(request, truth) -> NextLink.replace(truth.answer(), NextLink.elsewhere(request, origin)));
	}

	/**
	 * Refuse to go on with a list: the {@code $skiptoken} is too old. First pages are
	 * answered truly.
	 * @return the fault
	 */
	public static AzureFault expiredSkipToken() {
		HttpAnswer refusal = HttpAnswer.json(400, JsonText.object("error", JsonText.object("code", "InvalidParameter",
				"message", "The value of parameter $skiptoken is invalid.", "target", "$skiptoken")));
		return new AzureFault("expired $skiptoken",
				(request, truth) -> request.query().containsKey("$skiptoken") ? refusal : truth.answer());
	}

	/**
	 * Answer anything.
	 * @param name the name of the fault
	 * @param strike makes the answer
	 * @return the fault
	 */
	public static AzureFault of(String name, Strike strike) {
		return new AzureFault(name, strike);
	}

	/**
	 * Return this fault, for the next requests only.
	 * @param times how many requests it strikes
	 * @return a new fault
	 */
	public AzureFault times(int times) {
		return new AzureFault(this.name, this.strike, this.skip, times, this.path);
	}

	/**
	 * Return this fault, for the next request only.
	 * @return a new fault
	 */
	public AzureFault once() {
		return times(1);
	}

	/**
	 * Return this fault, leaving the next requests alone.
	 * @param skip how many requests to leave alone
	 * @return a new fault
	 */
	public AzureFault after(int skip) {
		return new AzureFault(this.name, this.strike, skip, this.times, this.path);
	}

	/**
	 * Return this fault, for some paths only.
	 * @param part what the path must contain, in any case, for example
	 * {@code "/resourceGroups/shop/"}
	 * @return a new fault
	 */
	public AzureFault onPath(String part) {
		return new AzureFault(this.name, this.strike, this.skip, this.times, part.toLowerCase(Locale.ROOT));
	}

	int skip() {
		return this.skip;
	}

	int times() {
		return this.times;
	}

	boolean concerns(IncomingRequest request) {
		return this.path.isEmpty() || request.path().toLowerCase(Locale.ROOT).contains(this.path);
	}

	HttpAnswer strike(IncomingRequest request, Truth truth) throws InterruptedException {
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
		HttpAnswer answer(IncomingRequest request, Truth truth) throws InterruptedException;

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
		HttpAnswer answer();

	}

}
