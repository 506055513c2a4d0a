package io.github.azurediscovery.azure.arm;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.azure.arm.LoopbackArm.Reply;
import io.github.azurediscovery.azure.http.ArmAccessException.Kind;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Something else answers in Azure's place, over HTTP: one failure in our words, and not a
 * word of the SDK's in the log.
 */
@Timeout(30)
@Isolated
class UnreadableAnswersTests {

	private final LoopbackArm arm = new LoopbackArm();

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

	@BeforeEach
	void listen() {
		this.logged.start();
		this.root.addAppender(this.logged);
	}

	@AfterEach
	void close() {
		this.root.detachAppender(this.logged);
		this.arm.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 401, 403, 404 })
	void aWebPageIsNamedWhateverItsStatus(int status) {
		ArmAccessException failed = failed(page(status));
		assertThat(failed.kind()).as("says nothing about rights or existence").isEqualTo(Kind.FAILED);
		assertThat(failed)
			.hasMessageStartingWith("Could not list network interfaces of /subscriptions/sub/resourceGroups/shop: "
					+ this.arm.endpoint() + "/subscriptions/sub/")
			.hasMessageContaining(" answered " + status + " with text/html, 20 bytes that cannot be read as JSON")
			.hasMessageContaining("proxy or a sign-in page");
		assertThat(this.logged.list).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"value\":[{\"id\":\"/subscr", "{\"value\":[{}", "{\"value\":[]} trailing", "[]",
			"null", "7", "{\"value\":[},]}" })
	void aDocumentThatIsNoJsonObjectIsNamed(String body) {
		ArmAccessException failed = failed(Reply.json(200, body));
		assertThat(failed).hasMessageContaining(
				"answered 200 with application/json; charset=utf-8, " + body.length() + " bytes that cannot be read");
		assertThat(this.logged.list).isEmpty();
	}

	@Test
	void ofAServerErrorTheStatusIsEnough() {
		assertThat(failed(page(502))).hasMessageContaining("Azure answered 502");
		assertThat(this.arm.requests()).as("asked a second time").hasSize(2);
		assertThat(this.logged.list).isEmpty();
	}

	@Test
	void ofTooManyRequestsTheStatusIsEnough() {
		assertThat(failed(page(429)).kind()).isEqualTo(Kind.THROTTLED);
		assertThat(this.logged.list).isEmpty();
	}

	@Test
	void anEmptyRefusalIsStillARefusal() {
		assertThat(failed(Reply.json(403, "")).kind()).isEqualTo(Kind.DENIED);
		assertThat(this.logged.list).isEmpty();
	}

	private ArmAccessException failed(Reply reply) {
		this.arm.answers(reply);
		ArmClient lists = this.arm.client();
		return catchThrowableOfType(ArmAccessException.class,
				() -> lists.nics(new ResourceListScope("sub", "shop"), new ArmRequestCounter()));
	}

	private static Reply page(int status) {
		byte[] page = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
		return new Reply(status, Map.of("Content-Type", "text/html"), page, page.length);
	}

}
