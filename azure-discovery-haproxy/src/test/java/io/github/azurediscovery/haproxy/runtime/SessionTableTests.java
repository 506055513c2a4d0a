package io.github.azurediscovery.haproxy.runtime;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTableTests {

	@Test
	void readsTheSessionsOfEachServer() {
		assertThat(
				SessionTable.parse("# pxname,svname,qcur,qmax,scur,smax,\nazure,srv1,1,0,2,9,\nazure,srv2,,0,,9,\n\n"))
			.containsEntry("azure/srv1", 3)
			.containsEntry("azure/srv2", 0);
		assertThat(SessionTable.parse("Permission denied\n")).isEmpty();
	}

}
