package io.github.azurediscovery.test.arm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.ThrottledAnswer;
import org.jspecify.annotations.Nullable;

/**
 * How much may still be asked, as answers tell it in their headers. An empty bucket
 * refuses only once that is {@linkplain #enforce asked for}, since tests ask more often
 * than applications do. Safe for use by several threads.
 */
public final class SimulatedQuotas {

	private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

	private final Map<String, Integer> fixed = new ConcurrentHashMap<>();

	private volatile InstantSource clock;

	private volatile boolean enforced;

	/**
	 * Create full buckets.
	 * @param clock by which they fill again
	 */
	public SimulatedQuotas(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Let a policy of the Compute provider tell the same remaining quota from now on.
	 * @param policy the policy, for example {@code HighCostGetSubscriptionMaximum}
	 * @param remaining what remains
	 */
	public void remaining(String policy, int remaining) {
		this.fixed.put(policy, remaining);
	}

	/**
	 * Let answers tell the same remaining number of reads of the subscription from now
	 * on.
	 * @param remaining what remains
	 */
	public void remainingSubscriptionReads(int remaining) {
		remaining(ThrottlingLimit.READS.name(), remaining);
	}

	/**
	 * Refuse what an empty bucket does not allow, as Azure does, with 429 and
	 * {@code Retry-After}. The buckets are those of Compute and of Azure Resource
	 * Manager's reads; those of the network provider are not simulated.
	 * @param clock by which the buckets fill again; they start full
	 */
	public void enforce(InstantSource clock) {
		this.buckets.clear();
		this.clock = clock;
		this.enforced = true;
	}

	/**
	 * Fill all buckets, let them run again, and refuse nothing.
	 */
	public void clear() {
		this.enforced = false;
		this.buckets.clear();
		this.fixed.clear();
	}

	/**
	 * Return the refusal of a request for which a bucket has no token, {@code null} if
	 * all have one.
	 */
	@Nullable HttpAnswer refusal(TokenSubject subject, ArmTarget target) {
		if (!this.enforced) {
			return null;
		}
		for (ThrottlingLimit bucket : List.of(ThrottlingLimit.READS, ThrottlingLimit.GLOBAL_READS)) {
			Duration wait = bucket(bucket, subject, target).untilNext();
			if (!wait.isZero()) {
				return retryAfter(ThrottledAnswer.ofResourceManager(), wait);
			}
		}
		for (ThrottlingLimit bucket : ThrottlingLimit.of(target.operation())) {
			Duration wait = bucket(bucket, subject, target).untilNext();
			if (!wait.isZero()) {
				return retryAfter(ThrottledAnswer.ofCompute(bucket.name()), wait);
			}
		}
		return null;
	}

	private static HttpAnswer retryAfter(HttpAnswer answer, Duration wait) {
		return answer.header("Retry-After", Long.toString((wait.toMillis() + 999) / 1000));
	}

	HttpAnswer headers(HttpAnswer answer, TokenSubject subject, ArmTarget target, int items) {
		int reads = take(ThrottlingLimit.READS, subject, target, 1);
		int all = take(ThrottlingLimit.GLOBAL_READS, subject, target, 1);
		HttpAnswer with = answer.header("x-ms-ratelimit-remaining-subscription-global-reads", String.valueOf(all));
		if (target.operation() != AzureOperation.SCALE_SET_GET) {
			with = with.header("x-ms-ratelimit-remaining-subscription-reads", String.valueOf(reads));
		}
		int charge = Math.max(1, items);
		if (target.operation() == AzureOperation.UNIFORM_INSTANCE_LIST) {
			with = with.header("x-ms-request-charge", String.valueOf(charge));
		}
		String policies = ThrottlingLimit.of(target.operation())
			.stream()
			.map((bucket) -> "Microsoft.Compute/" + bucket.name() + ';'
					+ take(bucket, subject, target, bucket.perItem() ? charge : 1))
			.collect(Collectors.joining(","));
		return policies.isEmpty() ? with : with.header("x-ms-ratelimit-remaining-resource", policies);
	}

	private int take(ThrottlingLimit bucket, TokenSubject subject, ArmTarget target, int tokens) {
		Integer told = this.fixed.get(bucket.name());
		int left = bucket(bucket, subject, target).take(tokens);
		return (told != null) ? told : left;
	}

	private TokenBucket bucket(ThrottlingLimit bucket, TokenSubject subject, ArmTarget target) {
		String key = switch (bucket.sharing()) {
			case RESOURCE -> key(bucket.name(), target.subscription(), target.group(), target.scaleSet());
			case SUBSCRIPTION -> key(bucket.name(), target.subscription());
			case PRINCIPAL -> key(bucket.name(), target.subscription(), subject.name());
		};
		return this.buckets.computeIfAbsent(key, (missing) -> new TokenBucket(bucket, this.clock));
	}

	private static String key(@Nullable String... parts) {
		return Stream.of(parts).map(String::valueOf).collect(Collectors.joining("/")).toLowerCase(Locale.ROOT);
	}

}
