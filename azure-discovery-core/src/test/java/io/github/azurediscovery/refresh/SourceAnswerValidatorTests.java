package io.github.azurediscovery.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SourceAnswerValidatorTests {

	private final Instance good = Instance.of("a", "orders", "10.0.0.1", 80).build();

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = {
			"a,Orders,h,80,'Orders' is no service id: it must be a valid host name in lower case",
			"a,my_orders,h,80,'my_orders' is no service id: it must be a valid host name in lower case",
			"\" \",orders,h,80,it has no id", "a,orders,a_b,80,'a_b' is not a valid host (IPv6 goes in brackets)",
			"a,orders,fd00::4,80,'fd00::4' is not a valid host (IPv6 goes in brackets)",
			"a,orders,h,0,port 0 must be from 1 to 65535", "a,orders,h,65536,port 65536 must be from 1 to 65535" })
	void rejectsWhatCannotBeAMemberAndKeepsTheRest(String id, String service, String host, int port, String reason) {
		Instance bad = Instance.of(id, service, host, port).name("bad").build();
		SourceAnswer checked = check(bad, this.good);
		assertThat(checked.instances()).extracting(Instance::id).containsExactly("a");
		assertThat(checked.rejected())
			.containsExactly(new Rejection("bad", service, RejectionReason.INVALID_INSTANCE, reason));
	}

	@ParameterizedTest
	@CsvSource({ "1", "65535" })
	void acceptsEveryRealPort(int port) {
		assertThat(check(this.good.toBuilder().port(port).build()).rejected()).isEmpty();
	}

	@Test
	void keepsOneOfTwoWithTheSameIdWhateverTheirOrder() {
		Instance twin = this.good.toBuilder().host("10.0.0.9").build();
		assertThat(check(this.good, twin)).isEqualTo(check(twin, this.good));
		assertThat(check(this.good, twin).rejected()).containsExactly(
				new Rejection("a", "orders", RejectionReason.DUPLICATE, "source 'src' has the id a more than once"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "5", "999", "1000" })
	void acceptsEveryBearableWeight(String weight) {
		SourceAnswer checked = check(weighing(weight));
		assertThat(checked.rejected()).isEmpty();
		assertThat(checked.instances()).containsExactly(weighing(weight).toBuilder().source("src").build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1001", "2147483647", "500000000", "99999999999", "1e9", "1.5", "", " 5", "05",
			"\u0661" })
	void anyOtherWeightIsRejectedAndTheInstanceStays(String weight) {
		SourceAnswer checked = check(weighing(weight));
		assertThat(checked.instances()).singleElement().satisfies((instance) -> {
			assertThat(instance.id()).isEqualTo("a");
			assertThat(instance.metadata()).isEqualTo(Map.of("team", "blue"));
		});
		assertThat(checked.rejected())
			.containsExactly(new Rejection("a", "orders", RejectionReason.INVALID_WEIGHT, "weight '" + weight
					+ "' is not a number from 1 to 1000; the instance stays, with the weight of one that has none"));
	}

	private Instance weighing(String weight) {
		return this.good.toBuilder().metadata(Map.of("weight", weight, "team", "blue")).build();
	}

	@Test
	void everyInstanceIsOfTheSourceThatWasAsked() {
		SourceAnswer checked = check(this.good, Instance.of("b", "orders", "h", 80).source("other").build());
		assertThat(checked.instances()).extracting(Instance::source).containsExactly("src", "src");
	}

	@Test
	void keepsTheRestOfTheAnswer() {
		Rejection rejection = new Rejection("x", null, RejectionReason.OTHER, "why");
		SourceAnswer checked = SourceAnswerValidator.check("src",
				new SourceAnswer(List.of(), List.of(rejection), Instant.EPOCH, 7));
		assertThat(checked).isEqualTo(new SourceAnswer(List.of(), List.of(rejection), Instant.EPOCH, 7));
	}

	private static SourceAnswer check(Instance... instances) {
		return SourceAnswerValidator.check("src", SourceAnswer.of(List.of(instances), List.of()));
	}

}
