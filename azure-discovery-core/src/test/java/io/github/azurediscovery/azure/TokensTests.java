package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class TokensTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

	private final AtomicInteger fetched = new AtomicInteger();

	private TokenCredential oneHour() {
		return (request) -> Mono.fromSupplier(() -> new AccessToken("t" + this.fetched.incrementAndGet(),
				OffsetDateTime.ofInstant(this.now.get().plusSeconds(3600), ZoneOffset.UTC)));
	}

	@Test
	void fetchesOnceForManyRounds() throws Exception {
		try (Tokens tokens = new Tokens(oneHour(), "scope", this.now::get)) {
			for (int i = 0; i < 10; i++) {
				tokens.require(PATIENCE);
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
		try (Tokens tokens = new Tokens(credential, "scope", this.now::get)) {
			tokens.require(PATIENCE);
			this.now.set(this.now.get().plusSeconds(1900));
			tokens.require(Duration.ofMillis(1));
			assertThat(tokens.current()).isEqualTo("t1");
			slow.countDown();
			while (!"t2".equals(tokens.current())) {
				Thread.onSpinWait();
			}
		}
	}

	@Test
	void failsTheRoundThatHasNoTokenInTime() {
		CountDownLatch never = new CountDownLatch(1);
		TokenCredential hanging = (request) -> Mono.fromCallable(() -> {
			never.await();
			return new AccessToken("late", OffsetDateTime.now(ZoneOffset.UTC));
		});
		try (Tokens tokens = new Tokens(hanging, "scope", this.now::get)) {
			assertThatExceptionOfType(ListException.class).isThrownBy(() -> tokens.require(Duration.ofMillis(50)))
				.withMessageStartingWith("No access token within");
		}
	}

	@Test
	void namesWhatTheCredentialSaid() {
		TokenCredential broken = (request) -> Mono.error(new IllegalStateException("no identity is assigned"));
		try (Tokens tokens = new Tokens(broken, "scope", this.now::get)) {
			assertThatExceptionOfType(ListException.class).isThrownBy(() -> tokens.require(PATIENCE))
				.withMessageStartingWith("No access token: no identity is assigned; ")
				.withMessageContaining("azure.discovery.credential");
		}
	}

	@Test
	void doesNotShowTheToken() throws Exception {
		try (Tokens tokens = new Tokens(oneHour(), "scope", this.now::get)) {
			tokens.require(PATIENCE);
			assertThat(tokens.toString()).doesNotContain("t1");
		}
	}

}
