package io.github.azurediscovery.refresh;

import java.time.Instant;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTests {

	private final Instance good = Instance.of("a", "orders", "10.0.0.1", 80).build();

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "a,Orders,h,80,'Orders' is no service id: it must be a valid host name in lower case",
					"a,my_orders,h,80,'my_orders' is no service id: it must be a valid host name in lower case",
					"\" \",orders,h,80,it has no id",
					"a,orders,a_b,80,'a_b' is not a valid host (IPv6 goes in brackets)",
					"a,orders,fd00::4,80,'fd00::4' is not a valid host (IPv6 goes in brackets)",
					"a,orders,h,0,port 0 is not between 1 and 65535",
					"a,orders,h,65536,port 65536 is not between 1 and 65535" })
	void rejectsWhatCannotBeAMemberAndKeepsTheRest(String id, String service, String host, int port, String reason) {
		Instance bad = Instance.of(id, service, host, port).name("bad").build();
		SourceAnswer checked = check(bad, this.good);
		assertThat(checked.instances()).extracting(Instance::id).containsExactly("a");
		assertThat(checked.rejected()).containsExactly(new Rejection("bad", service, reason));
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
		assertThat(check(this.good, twin).rejected())
			.containsExactly(new Rejection("a", "orders", "source 'src' has the id a more than once"));
	}

	@Test
	void namesTheSourceWhereAnInstanceDoesNot() {
		SourceAnswer checked = check(this.good, Instance.of("b", "orders", "h", 80).source("other").build());
		assertThat(checked.instances()).extracting(Instance::source).containsExactly("src", "other");
	}

	@Test
	void keepsTheRestOfTheAnswer() {
		Rejection rejection = new Rejection("x", null, "why");
		SourceAnswer checked = Admission.check("src",
				new SourceAnswer(List.of(), List.of(rejection), Instant.EPOCH, 7));
		assertThat(checked).isEqualTo(new SourceAnswer(List.of(), List.of(rejection), Instant.EPOCH, 7));
	}

	private static SourceAnswer check(Instance... instances) {
		return Admission.check("src", SourceAnswer.of(List.of(instances), List.of()));
	}

}
