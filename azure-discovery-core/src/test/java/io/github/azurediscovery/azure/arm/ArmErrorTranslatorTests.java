package io.github.azurediscovery.azure.arm;

import io.github.azurediscovery.azure.arm.LoopbackArm.Reply;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.source.SourceException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** In which word a failed list is metered. */
class ArmErrorTranslatorTests {

	private final LoopbackArm arm = new LoopbackArm();

	@AfterEach
	void stop() {
		this.arm.close();
	}

	@ParameterizedTest
	@CsvSource({ "401,UNAUTHENTICATED", "403,FORBIDDEN", "404,MISSING", "409,MISSING", "429,THROTTLED",
			"500,UNAVAILABLE", "503,UNAVAILABLE", "200,INVALID", "400,FAILED", "302,FAILED" })
	void theAnswerTellsTheReason(int status, Reason reason) {
		this.arm.answers((uri) -> Reply.json(status, (status == 200) ? "<html>" : "{}"));
		assertThatExceptionOfType(ArmAccessException.class)
			.isThrownBy(() -> this.arm.client().nics(new ResourceListScope("sub", "shop"), new ArmRequestCounter()))
			.satisfies((ex) -> assertThat(ex.forSource(1).reason()).isEqualTo(reason));
	}

}
