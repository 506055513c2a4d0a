package io.github.azurediscovery.wire;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The real credentials of azure-identity, whose endpoint is a dead port in tests. */
@Timeout(60)
@Isolated
class CredentialWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private Level level;

	@BeforeEach
	void listen() {
		this.level = this.root.getLevel();
		this.root.setLevel(Level.WARN);
		this.logged.start();
		this.root.addAppender(this.logged);
	}

	@AfterEach
	void close() {
		this.root.detachAppender(this.logged);
		this.root.setLevel(this.level);
		this.azure.close();
	}

	private AzureSettings with(CredentialSettings credential) {
		AzureSettings base = WireFixture.settings(this.azure);
		return base.toBuilder().credential(credential).timeout(Duration.ofSeconds(3)).build();
	}

	@Test
	void anUnreachableIdentityEndpointFailsTheRoundBeforeAnyRequestToAzure() {
		CredentialSettings managed = CredentialSettings.builder(CredentialSettings.Type.MANAGED_IDENTITY).build();
		WireFixture wire = WireFixture.to(this.azure, with(managed), (builder) -> builder);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.withMessageStartingWith("No access token");
		}
		wire.stop();
		assertThat(this.logged.list).as("whose level only the starter sets")
			.allMatch((event) -> event.getLoggerName().startsWith("com.azure.identity"));
		assertThat(this.azure.requests().requests()).isEmpty();
	}

}
