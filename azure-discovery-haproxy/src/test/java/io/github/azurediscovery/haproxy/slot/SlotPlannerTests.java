package io.github.azurediscovery.haproxy.slot;

import java.util.List;

import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.wanted.WantedBackend;
import io.github.azurediscovery.haproxy.wanted.WantedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlotPlannerTests {

	private static final WantedServer WANTED = new WantedServer("vm-1", "10.0.0.1", 8080, 100, ServerAdmin.READY);

	private final SlotPlanner planner = new SlotPlanner(HaproxySettings.DEFAULT, true);

	private final BackendMemory memory = new BackendMemory("orders");

	@Test
	void anAddressThatThisProcessDidNotGiveIsAMove() {
		applied(row("10.0.0.1", 8080, 4));
		assertThat(plan(row("10.6.6.6", 1, 4)).moved()).containsExactly("srv1");
	}

	@Test
	void aSlotThatWasFreedAndAnInstanceThatIsNewAreNone() {
		assertThat(plan(row("10.6.6.6", 1, 4)).moved()).as("nothing is known").isEmpty();
		applied(row("10.0.0.1", 8080, 4));
		assertThat(plan(row("127.0.0.1", 80, 5)).moved()).as("after a reload").isEmpty();
	}

	@Test
	void anInstanceWhoseAddressChangesIsNone() {
		applied(row("10.0.0.1", 8080, 4));
		WantedServer elsewhere = new WantedServer("vm-1", "10.0.9.9", 8080, 100, ServerAdmin.READY);
		assertThat(plan(elsewhere, row("10.0.0.1", 8080, 4)).moved()).isEmpty();
	}

	private SlotPlan plan(ServerRow row) {
		return plan(WANTED, row);
	}

	private SlotPlan plan(WantedServer server, ServerRow row) {
		WantedBackend backend = new WantedBackend("azure-orders", "orders", List.of(server), true);
		return this.planner.plan(backend, List.of(row), this.memory, true, false);
	}

	private void applied(ServerRow row) {
		SlotPlan plan = plan(row);
		assertThat(plan.commands()).isEmpty();
		this.memory.applied(plan, List.of(row), 0);
	}

	private static ServerRow row(String address, int port, int admin) {
		return new ServerRow("azure-orders", "srv1", address, port, admin, 2, 100, 6, "localhost");
	}

}
