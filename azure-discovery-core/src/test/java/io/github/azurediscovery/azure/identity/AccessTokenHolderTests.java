package io.github.azurediscovery.azure.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.github.azurediscovery.azure.http.ArmAccessException;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Timeout(30)
@Isolated
class AccessTokenHolderTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

	private final AtomicInteger fetched = new AtomicInteger();

	private final AtomicBoolean over = new AtomicBoolean();

	private TokenCredential oneHour() {
		return (request) -> Mono.fromSupplier(() -> new AccessToken("t" + this.fetched.incrementAndGet(),
				OffsetDateTime.ofInstant(this.now.get().plusSeconds(3600), ZoneOffset.UTC)));
	}

	@Test
	void fetchesAnotherTokenAfterOneWasRefused() throws Exception {
		AtomicInteger fetched = new AtomicInteger();
		AccessTokenHolder tokens = new AccessTokenHolder(
				(request) -> Mono.fromSupplier(
						() -> new AccessToken("t" + fetched.incrementAndGet(), OffsetDateTime.now().plusHours(1))),
				"scope", Instant::now, "azure-discovery");
		try (tokens) {
			tokens.awaitToken(Duration.ofSeconds(5));
			assertThat(tokens.current()).isEqualTo("t1");
			tokens.discard("t1", null);
			tokens.awaitToken(Duration.ofSeconds(5));
			assertThat(tokens.current()).isEqualTo("t2");
		}
	}

	@Test
	void fetchesOnceForManyRounds() throws Exception {
		try (AccessTokenHolder tokens = new AccessTokenHolder(oneHour(), "scope", this.now::get, "azure-discovery")) {
			for (int i = 0; i < 10; i++) {
				tokens.awaitToken(PATIENCE);
			}
			assertThat(this.fetched).hasValue(1);
		}
	}

	@Test
	void renewsAheadWithoutMakingARoundWait() throws Exception {
		CountDownLatch slow = new CountDownLatch(1);
		TokenCredential credential = (request) -> Mono.fromCallable(() -> {
			if (this.fetched.incrementAndGet() > 1) {
				slow.await();
			}
			return new AccessToken("t" + this.fetched.get(),
					OffsetDateTime.ofInstant(this.now.get().plusSeconds(3600), ZoneOffset.UTC));
		});
		try (AccessTokenHolder tokens = new AccessTokenHolder(credential, "scope", this.now::get, "azure-discovery")) {
			tokens.awaitToken(PATIENCE);
			this.now.set(this.now.get().plusSeconds(1900));
			tokens.awaitToken(Duration.ofMillis(1));
			assertThat(tokens.current()).isEqualTo("t1");
			slow.countDown();
			await().untilAsserted(() -> assertThat(tokens.current()).isEqualTo("t2"));
		}
	}

	@Test
	void failsTheRoundThatHasNoTokenInTime() {
		CountDownLatch never = new CountDownLatch(1);
		TokenCredential hanging = (request) -> Mono.fromCallable(() -> {
			never.await();
			return new AccessToken("late", OffsetDateTime.now(ZoneOffset.UTC));
		});
		try (AccessTokenHolder tokens = new AccessTokenHolder(hanging, "scope", this.now::get, "azure-discovery")) {
			assertThatExceptionOfType(ArmAccessException.class)
				.isThrownBy(() -> tokens.awaitToken(Duration.ofMillis(50)))
				.withMessageStartingWith("No access token within");
		}
	}

	@Test
	void aCredentialThatHangsIsGivenUpAndAskedAgain() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		TokenCredential hangsOnce = (request) -> (this.fetched.incrementAndGet() > 1) ? oneHour().getToken(request)
				: Mono.fromCallable(() -> {
					never.await();
					return new AccessToken("late", OffsetDateTime.now(ZoneOffset.UTC));
				});
		try (AccessTokenHolder tokens = new AccessTokenHolder(hangsOnce, "scope", this.now::get, "azure-discovery")) {
			assertThatExceptionOfType(ArmAccessException.class)
				.isThrownBy(() -> tokens.awaitToken(Duration.ofMillis(50)))
				.withMessageContaining("hanging since 2026-11-21T10:00:00Z");
			this.now.set(this.now.get().plus(PATIENCE.multipliedBy(2)));
			tokens.awaitToken(PATIENCE);
			assertThat(tokens.current()).isNotNull();
		}
	}

	@Test
	void aCredentialThatCannotBeInterruptedCostsFewThreads() {
		TokenCredential stubborn = (request) -> Mono.fromCallable(() -> {
			this.fetched.incrementAndGet();
			while (!this.over.get()) {
				Thread.onSpinWait();
			}
			return new AccessToken("late", OffsetDateTime.now(ZoneOffset.UTC));
		});
		try (AccessTokenHolder tokens = new AccessTokenHolder(stubborn, "scope", this.now::get, "azure-discovery")) {
			for (int round = 0; round < 10; round++) {
				assertThatExceptionOfType(ArmAccessException.class)
					.isThrownBy(() -> tokens.awaitToken(Duration.ofMillis(20)));
				this.now.set(this.now.get().plusSeconds(1));
			}
			assertThat(this.fetched.get()).isLessThanOrEqualTo(4);
		}
		finally {
			this.over.set(true);
		}
	}

	@Test
	void aRefusedTokenIsAskedForAgainWithTheClaimsOfTheRefusal() throws Exception {
		Queue<String> claims = new ConcurrentLinkedQueue<>();
		TokenCredential credential = (request) -> {
			claims.add(String.valueOf(request.getClaims()));
			return oneHour().getToken(request);
		};
		String wanted = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";
		try (AccessTokenHolder tokens = new AccessTokenHolder(credential, "scope", this.now::get, "azure-discovery")) {
			tokens.awaitToken(PATIENCE);
			tokens.discard("t1", "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
					+ Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8)) + "\"");
			tokens.awaitToken(PATIENCE);
			tokens.discard("t2", null);
			tokens.awaitToken(PATIENCE);
			tokens.discard("t3", "Bearer claims=\"*\"");
			tokens.awaitToken(PATIENCE);
		}
		assertThat(claims).hasSize(4);
		assertThat(claims).element(0).isEqualTo("null");
		assertThat(claims).element(1).isEqualTo(wanted);
		assertThat(claims).element(2).asString().contains("nbf");
		assertThat(claims).element(3).asString().contains("nbf");
	}

	@Test
	void reportsTheRootCauseOfTheCredential() {
		TokenCredential broken = (request) -> Mono.error(new IllegalStateException("no identity is assigned"));
		try (AccessTokenHolder tokens = new AccessTokenHolder(broken, "scope", this.now::get, "azure-discovery")) {
			assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> tokens.awaitToken(PATIENCE))
				.withMessageStartingWith("No access token: no identity is assigned; ")
				.withMessageContaining("azure.discovery.credential");
		}
	}

	@Test
	void logsAFailedRenewalOnceWhileTheTokenIsValid() throws Exception {
		AtomicBoolean broken = new AtomicBoolean();
		TokenCredential credential = (request) -> broken.get() ? Mono.error(new IllegalStateException("no identity"))
				: oneHour().getToken(request);
		ListAppender<ILoggingEvent> logged = new ListAppender<>();
		logged.list = new CopyOnWriteArrayList<>();
		logged.start();
		Logger logger = (Logger) LoggerFactory.getLogger(AccessTokenHolder.class);
		logger.setLevel(Level.INFO);
		logger.addAppender(logged);
		try (AccessTokenHolder tokens = new AccessTokenHolder(credential, "scope", this.now::get, "azure-discovery")) {
			tokens.awaitToken(PATIENCE);
			broken.set(true);
			for (int i = 0; i < 10; i++) {
				this.now.set(this.now.get().plusSeconds(i == 0 ? 1_900 : 150));
				tokens.awaitToken(PATIENCE);
			}
			await().until(() -> !logged.list.isEmpty());
			this.now.set(this.now.get().plusSeconds(3_600));
			assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> tokens.awaitToken(PATIENCE));
			broken.set(false);
			tokens.awaitToken(PATIENCE);
		}
		finally {
			logger.detachAppender(logged);
			logger.setLevel(null);
		}
		assertThat(logged.list).extracting(ILoggingEvent::getFormattedMessage)
			.satisfiesExactly((first) -> assertThat(first).contains("could not be renewed: no identity"),
					(second) -> assertThat(second).endsWith("renewal succeeded again"));
	}

	@Test
	void doesNotShowTheToken() throws Exception {
		try (AccessTokenHolder tokens = new AccessTokenHolder(oneHour(), "scope", this.now::get, "azure-discovery")) {
			tokens.awaitToken(PATIENCE);
			assertThat(tokens.toString()).doesNotContain("t1");
		}
	}

}
