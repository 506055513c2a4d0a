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

import com.azure.core.management.ProxyResource;
import com.azure.core.util.Context;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmCallContext;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import org.jspecify.annotations.Nullable;

/**
 * Reads all pages of a list. Detects cycles, limits the number of pages and the total
 * time, and restarts once if Azure no longer accepts the continuation token. At most
 * eight requests are in flight at a time.
 */
final class PagedListReader {

	private static final int MOST_PAGES = 2_000;

	private static final Duration LONGEST = Duration.ofMinutes(2);

	private final Semaphore inFlight = new Semaphore(8);

	private final Map<String, SubscriptionRateLimits> rateLimits = new ConcurrentHashMap<>();

	private final InstantSource time;

	private final ArmErrorTranslator failure;

	PagedListReader(InstantSource time, RandomGenerator random) {
		this.time = time;
		this.failure = new ArmErrorTranslator(time, random);
	}

	SubscriptionRateLimits rateLimits(String subscription) {
		return this.rateLimits.computeIfAbsent(subscription.toLowerCase(java.util.Locale.ROOT),
				(key) -> new SubscriptionRateLimits());
	}

	<P, T extends ProxyResource, R> List<R> list(ListRequest request, PagedListRequest<P, T> call,
			Function<T, @Nullable R> read) throws ArmAccessException, InterruptedException {
		return execute(request, (context) -> {
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

	<R> R execute(ListRequest request, Function<Context, R> call) throws ArmAccessException, InterruptedException {
		SubscriptionRateLimits rateLimits = rateLimits(request.subscription());
		Instant notBefore = rateLimits.throttles()
			.until(request.operation().family(), request.set(), this.time.instant());
		if (notBefore != null) {
			throw ArmAccessException.throttled("Not listing " + request.operation().subject() + " of " + request.where()
					+ ": throttled until " + notBefore.truncatedTo(ChronoUnit.SECONDS), notBefore);
		}
		this.inFlight.acquire();
		try {
			return call.apply(new ArmCallContext(request.operation(), rateLimits, request.counter()).context());
		}
		catch (RuntimeException ex) {
			throw refused(request, rateLimits, this.failure.explain(request.operation(), request.where(), ex));
		}
		finally {
			this.inFlight.release();
		}
	}

	private ArmAccessException refused(ListRequest request, SubscriptionRateLimits rateLimits, ArmAccessException ex) {
		if (ex.kind() == ArmAccessException.Kind.THROTTLED && ex.notBefore() != null) {
			rateLimits.throttles()
				.add(request.operation().family(), ex.ofOneResource() ? request.set() : null, ex.notBefore(),
						this.time.instant());
		}
		return ex;
	}

	private <P, T extends ProxyResource, R> List<R> pages(PagedListRequest<P, T> call, Context context,
			Function<T, @Nullable R> read) {
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
				throw new IllegalStateException("the pages form a cycle or exceed " + MOST_PAGES);
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
	 * A request for a list or a resource.
	 *
	 * @param operation the kind of request
	 * @param subscription the subscription whose rate limits apply
	 * @param set the scale set it concerns, {@code null} if it concerns a scope
	 * @param where the scope or scale set, for messages
	 * @param counter counts the requests
	 */
	record ListRequest(ArmOperation operation, String subscription, @Nullable AzureResourceId set, String where,
			ArmRequestCounter counter) {

		static ListRequest of(ArmOperation operation, ResourceListScope scope, ArmRequestCounter counter) {
			return new ListRequest(operation, scope.subscription(), null, scope.toString(), counter);
		}

		static ListRequest of(ArmOperation operation, AzureResourceId set, ArmRequestCounter counter) {
			return new ListRequest(operation, set.subscription(), set, set.toString(), counter);
		}

	}

}
