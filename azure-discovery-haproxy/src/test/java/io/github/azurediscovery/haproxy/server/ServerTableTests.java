package io.github.azurediscovery.haproxy.server;

import io.github.azurediscovery.haproxy.wanted.HostResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServerTableTests {

	/** An answer of HAProxy 2.6.12. */
	private static final String ANSWER = """
			1
			# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port
			3 azure-orders 1 srv1 fd00::1 0 12 100 1 1 7 2 0 6 0 0 0 localhost 8081 - 0 0 - - 0
			3 azure-orders 2 srv2 127.0.0.1 0 5 1 1 3 1 0 0 14 0 0 0 localhost 80 - 0 0 - - 0
			3 azure-orders 4 static 127.0.0.1 2 0 1 1 3 1 0 2 0 0 0 0 - 18077 - 0 0 - - 0
			3 azure-orders 5 azd-3 127.0.0.3 0 0 100 1 0 1 0 0 6 0 0 0 - 8082 - 0 0 - - 0
			4 plain 1 srv1 127.0.0.2 2 4 1 1 1 1 0 0 8 0 0 0 - 8081 - 0 0 - - 0

			""";

	@Test
	void readsEveryServer() {
		ServerTable table = ServerTable.parse(ANSWER);
		assertThat(table.backends()).containsOnlyKeys("azure-orders", "plain");
		assertThat(table.of("azure-orders")).extracting(ServerRow::name)
			.containsExactly("srv1", "srv2", "static", "azd-3");
		assertThat(table.of("unknown")).isEmpty();
		assertThat(table.text()).startsWith("1\n# be_id").endsWith("8081 - 0 0 - - 0\n");
	}

	@Test
	void tellsFreeSlotsFromOthers() {
		ServerTable table = ServerTable.parse(ANSWER);
		assertThat(table.of("azure-orders")).extracting(ServerRow::isFree).containsExactly(false, true, false, false);
		assertThat(table.of("azure-orders")).extracting(ServerRow::isSlot).containsExactly(true, true, false, true);
		assertThat(table.of("azure-orders")).extracting(ServerRow::admin)
			.containsExactly(ServerAdmin.DRAIN, ServerAdmin.MAINT, ServerAdmin.READY, ServerAdmin.READY);
		assertThat(table.of("azure-orders")).extracting(ServerRow::hasCheck).containsExactly(true, true, false, true);
	}

	@Test
	void twoSpellingsOfAnIpv6AddressAreOne() {
		ServerRow row = ServerTable.parse(ANSWER).of("azure-orders").get(0);
		String address = new HostResolver().address("[fd00:0::0:1]");
		assertThat(row.isAt(String.valueOf(address), 8081)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0, READY", "4, READY", "1, MAINT", "5, MAINT", "2, MAINT", "33, MAINT", "8, DRAIN", "12, DRAIN",
			"16, DRAIN", "9, MAINT" })
	void readsTheBitsOfTheAdministrativeState(int bits, ServerAdmin admin) {
		assertThat(ServerAdmin.of(bits)).isEqualTo(admin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2\n# be_id\n", "Permission denied\n", "1\n# be_id be_name\n3 a\n",
			"1\n# be_name srv_name srv_addr srv_port srv_admin_state srv_op_state srv_uweight srv_check_state srv_fqdn\na s 1.1.1.1 port 0 0 0 0 -" })
	void refusesWhatIsNoTable(String answer) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerTable.parse(answer));
	}

}
