package io.github.azurediscovery.balance;

import java.util.List;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log says when too few instances of a service are healthy. */
@Isolated
class PanicLogTests {

	@RegisterExtension
	final LogCapture log = new LogCapture(LiveRoutingTable.class);

	private final HandDriven owner = new HandDriven();

	private final LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.owner, Runnable::run);

	@Test
	void oneWarningWhenItBeginsAndOneLineWhenItEnds() {
		for (String members : List.of("a b c", "a!S b!S c", "a!S b!S c!S", "a b c", "a b c!S")) {
			this.routes.judged("orders", TestVerdicts.members(members));
			this.owner.run();
		}
		assertThat(this.log.lines()).hasSize(2);
		assertThat(this.log.lines().get(0)).startsWith("WARN orders: too few instances are healthy")
			.endsWith("3 offered");
		assertThat(this.log.lines().get(1)).startsWith("INFO orders: enough instances are healthy");
	}

	@Test
	void aServiceThatWasNeverHealthyIsAWarningToo() {
		this.routes.judged("orders", TestVerdicts.members("a!H"));
		this.owner.run();
		assertThat(this.log.lines()).singleElement().satisfies((line) -> assertThat(line).startsWith("WARN "));
	}

}
