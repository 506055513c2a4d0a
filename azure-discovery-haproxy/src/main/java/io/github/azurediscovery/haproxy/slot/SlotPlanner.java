package io.github.azurediscovery.haproxy.slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.haproxy.wanted.WantedBackend;
import io.github.azurediscovery.haproxy.wanted.WantedServer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what HAProxy shows of a backend with what is wanted. Asks nothing and keeps
 * nothing: the same comparison after the commands finds nothing to do.
 */
final class SlotPlanner {

	private final HaproxySettings settings;

	private final boolean adds;

	/**
	 * Create a planner.
	 * @param settings how HAProxy is fed
	 * @param adds whether servers without a slot can be added
	 */
	SlotPlanner(HaproxySettings settings, boolean adds) {
		this.settings = settings;
		this.adds = adds;
	}

	/**
	 * Plan.
	 * @param wanted what the backend shall hold
	 * @param rows its servers as HAProxy shows them
	 * @param memory what is known beyond
	 * @param complete whether every source has answered: otherwise only servers that this
	 * process let in may leave
	 * @param force whether to take back what an operator changed
	 * @return what is to be done
	 */
	SlotPlan plan(WantedBackend wanted, List<ServerRow> rows, BackendMemory memory, boolean complete, boolean force) {
		return new Draft(wanted, rows, memory, complete, force).plan();
	}

	private final class Draft {

		private final WantedBackend wanted;

		private final List<ServerRow> rows;

		private final BackendMemory memory;

		private final boolean complete;

		private final boolean force;

		private final List<SlotCommand> joins = new ArrayList<>();

		private final List<SlotCommand> drains = new ArrayList<>();

		private final Map<String, WantedServer> assigned = new HashMap<>();

		private final Map<String, ServerAdmin> overridden = new HashMap<>();

		private final List<ServerRow> leaving = new ArrayList<>();

		private final List<String> moved = new ArrayList<>();

		Draft(WantedBackend wanted, List<ServerRow> rows, BackendMemory memory, boolean complete, boolean force) {
			this.wanted = wanted;
			this.rows = rows;
			this.memory = memory;
			this.complete = complete;
			this.force = force;
		}

		SlotPlan plan() {
			SlotAssignment assignment = SlotAssignment.of(this.rows, this.wanted.servers(), this.memory);
			for (ServerRow row : this.rows) {
				WantedServer server = assignment.slots().get(row);
				if (server != null) {
					keep(row, server);
				}
				else if (row.isSlot() && !row.isFree()) {
					leave(row);
				}
			}
			if (SlotPlanner.this.adds) {
				assignment.added().forEach(this::add);
			}
			int left = SlotPlanner.this.adds ? 0 : assignment.added().size();
			List<SlotCommand> commands = new ArrayList<>(this.joins);
			commands.addAll(this.drains);
			return new SlotPlan(commands, this.assigned, this.overridden, this.leaving, this.moved, this.joins.size(),
					left, counts());
		}

		private void add(String name, WantedServer server) {
			this.assigned.put(name, server);
			ServerCommands commands = new ServerCommands(this.wanted.name(), name).add(server,
					SlotPlanner.this.settings.serverOptions());
			boolean checked = SlotPlanner.this.settings.checked();
			if (checked) {
				commands.enableCheck();
			}
			weigh(commands, server);
			this.joins.add(commands.letIn(checked).build());
		}

		private void keep(ServerRow row, WantedServer server) {
			this.assigned.put(row.name(), server);
			SlotRecord known = this.memory.slot(row.name());
			boolean left = isLeft(row, server, known);
			if (left) {
				this.overridden.put(row.name(), row.admin());
			}
			ServerCommands commands = new ServerCommands(row.backend(), row.name());
			boolean elsewhere = !row.isAt(server.address(), server.port());
			if (elsewhere) {
				commands.move(server.address(), server.port());
				if (known != null && !row.isFree() && !row.isAt(known.server().address(), known.server().port())) {
					this.moved.add(row.name());
				}
			}
			if (row.weight() != server.weight() && (elsewhere || !isWeightLeft(row, server, known))) {
				weigh(commands, server);
			}
			boolean in = server.admin() == ServerAdmin.READY;
			if (!left && in && (elsewhere || row.admin() != ServerAdmin.READY)) {
				letIn(commands, row, elsewhere);
			}
			else if (!left && !in && row.admin() != ServerAdmin.DRAIN) {
				commands.drain();
			}
			if (!commands.isEmpty()) {
				(in ? this.joins : this.drains).add(commands.build());
			}
		}

		private boolean isLeft(ServerRow row, WantedServer server, @Nullable SlotRecord known) {
			return !this.force && known != null && !row.isFree() && known.leaves(row.admin(), server.admin());
		}

		private boolean isWeightLeft(ServerRow row, WantedServer server, @Nullable SlotRecord known) {
			return !this.force && known != null && known.leavesWeight(row.weight(), server.weight());
		}

		private void weigh(ServerCommands commands, WantedServer server) {
			if (!this.memory.areWeightsFixed()) {
				commands.weigh(server.weight());
			}
		}

		/**
		 * A server that drains is still checked; one in maintenance, or elsewhere, is
		 * not.
		 */
		private void letIn(ServerCommands commands, ServerRow row, boolean elsewhere) {
			if (row.isDynamic() && row.hasCheck() && !row.isCheckEnabled()) {
				commands.enableCheck();
			}
			commands.letIn(row.hasCheck() && (elsewhere || row.admin() == ServerAdmin.MAINT));
		}

		private void leave(ServerRow row) {
			boolean ours = this.memory.knows(row.name());
			if (!this.wanted.certain() || !(this.complete || ours)) {
				return;
			}
			this.leaving.add(row);
			if (row.admin() == ServerAdmin.READY) {
				this.drains.add(new ServerCommands(row.backend(), row.name()).drain().build());
			}
		}

		private SlotCounts counts() {
			int free = 0;
			int draining = 0;
			int slots = 0;
			int dynamic = 0;
			for (ServerRow row : this.rows) {
				if (row.isSlot()) {
					slots++;
					dynamic += row.isDynamic() ? 1 : 0;
					boolean empty = row.isFree() && !this.assigned.containsKey(row.name());
					free += empty ? 1 : 0;
					draining += (!empty && !this.overridden.containsKey(row.name()) && row.admin() != ServerAdmin.READY)
							? 1 : 0;
				}
			}
			int used = slots - free - draining - this.overridden.size();
			return new SlotCounts(used, free, draining, this.overridden.size(), dynamic);
		}

	}

}
