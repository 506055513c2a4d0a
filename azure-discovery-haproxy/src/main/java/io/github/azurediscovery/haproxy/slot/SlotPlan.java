package io.github.azurediscovery.haproxy.slot;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.haproxy.wanted.WantedServer;

/**
 * What is to be done with a backend.
 *
 * @param commands the commands, joins before leaves; empty if HAProxy shows what is
 * wanted
 * @param assigned the server of each occupied slot
 * @param overridden the state that an operator chose, by slot
 * @param leaving slots that nothing wants any more, and that can be freed once drained
 * @param moved slots whose address is neither wanted nor what was applied
 * @param joins how many commands let a server in
 * @param left how many servers get no call for want of a slot
 * @param counts the slots by what occupies them
 */
public record SlotPlan(List<SlotCommand> commands, Map<String, WantedServer> assigned,
		Map<String, ServerAdmin> overridden, List<ServerRow> leaving, List<String> moved, int joins, int left,
		SlotCounts counts) {
}
