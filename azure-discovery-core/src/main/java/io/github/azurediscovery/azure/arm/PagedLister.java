package io.github.azurediscovery.azure.arm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import com.azure.core.util.Context;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmCallContext;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListScope;
import org.jspecify.annotations.Nullable;

/**
 * Follows the pages of a list to the end, with care: never in a circle, never more than a
 * bound, once again from the start if Azure forgot where we were. At most eight lists,
 * and so requests, are under way at a time.
 */
final class PagedLister {

	private static final int MOST_PAGES = 2_000;

	private static final Duration LONGEST = Duration.ofMinutes(2);

	private final Semaphore inFlight = new Semaphore(8);

	private final Map<String, SubscriptionRateLimits> limits = new ConcurrentHashMap<>();

	private final InstantSource time;

	private final ArmErrorTranslator failure;

	PagedLister(InstantSource time, RandomGenerator random) {
		this.time = time;
		this.failure = new ArmErrorTranslator(time, random);
	}

	SubscriptionRateLimits limits(String subscription) {
		return this.limits.computeIfAbsent(subscription.toLowerCase(java.util.Locale.ROOT),
				(key) -> new SubscriptionRateLimits());
	}

	<P, T, R> List<R> list(Request request, PagedRequest<P, T> call, Function<T, @Nullable R> read)
			throws ArmAccessException, InterruptedException {
		return ask(request, (context) -> {
			try {
				return pages(call, context, read);
			}
			catch (RuntimeException ex) {
				if (ArmErrorTranslator.staleSkipToken(ex)) {
					return pages(call, context, read);
				}
				throw ex;
			}
		});
	}

	<R> R ask(Request request, Function<Context, R> call) throws ArmAccessException, InterruptedException {
		SubscriptionRateLimits limits = limits(request.subscription());
		Instant notBefore = limits.refusals().until(request.operation().family(), request.set(), this.time.instant());
		if (notBefore != null) {
			throw ArmAccessException.throttled("Azure asked not to list " + request.operation().subject() + " of "
					+ request.where() + " again before " + notBefore.truncatedTo(ChronoUnit.SECONDS), notBefore, false);
		}
		this.inFlight.acquire();
		try {
			return call.apply(new ArmCallContext(request.operation(), limits, request.tally()).context());
		}
		catch (RuntimeException ex) {
			throw refused(request, limits, this.failure.explain(request.operation(), request.where(), ex));
		}
		finally {
			this.inFlight.release();
		}
	}

	private static ArmAccessException refused(Request request, SubscriptionRateLimits limits, ArmAccessException ex) {
		if (ex.kind() == ArmAccessException.Kind.THROTTLED && ex.notBefore() != null) {
			limits.refusals()
				.refuse(request.operation().family(), ex.ofOneResource() ? request.set() : null, ex.notBefore());
		}
		return ex;
	}

	private <P, T, R> List<R> pages(PagedRequest<P, T> call, Context context, Function<T, @Nullable R> read) {
		Instant deadline = this.time.instant().plus(LONGEST);
		List<R> items = new ArrayList<>();
		Set<String> links = new HashSet<>();
		P page = call.firstPage(context);
		while (true) {
			read(call.items().apply(page), read, items);
			String link = call.link().apply(page);
			if (link == null) {
				return items;
			}
			if (!links.add(link) || links.size() >= MOST_PAGES) {
				throw new IllegalStateException("the pages run in a circle or are more than " + MOST_PAGES);
			}
			if (this.time.instant().isAfter(deadline)) {
				throw new IllegalStateException("the pages take longer than " + LONGEST.toSeconds() + " s");
			}
			page = call.nextPage(link, context);
		}
	}

	private static <T, R> void read(@Nullable List<T> page, Function<T, @Nullable R> read, List<R> items) {
		for (T item : (page != null) ? page : List.<T>of()) {
			R value = read.apply(item);
			if (value != null) {
				items.add(value);
			}
		}
	}

	/**
	 * What is asked for.
	 *
	 * @param operation the kind of request
	 * @param subscription whose limits apply
	 * @param set the scale set it concerns, {@code null} if it concerns a place
	 * @param where the scope, for a person
	 * @param tally counts the requests
	 */
	record Request(ArmOperation operation, String subscription, @Nullable AzureResourceId set, String where,
			RequestCounter tally) {

		static Request of(ArmOperation operation, ListScope place, RequestCounter tally) {
			return new Request(operation, place.subscription(), null, place.toString(), tally);
		}

		static Request of(ArmOperation operation, AzureResourceId set, RequestCounter tally) {
			return new Request(operation, set.subscription(), set, set.toString(), tally);
		}

	}

}
