package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MassLossGuardTests {

	private MassLossGuard guard = new MassLossGuard(0.5, 2);

	private List<Instance> members = List.of();

	@Test
	void aSmallLossActsAtOnce() {
		answer(ten());
		answer(ten().subList(0, 5));
		assertThat(members()).hasSize(5);
		assertThat(held()).isEmpty();
		assertThat(this.guard.guarded()).isZero();
	}

	@Test
	void aLossOverTheThresholdIsHeldUntilConfirmed() {
		answer(ten());
		answer(ten().subList(0, 4));
		assertThat(members()).hasSize(10);
		assertThat(held()).containsExactly("4", "5", "6", "7", "8", "9");
		answer(ten().subList(0, 4));
		assertThat(held()).hasSize(6);
		answer(ten().subList(0, 4));
		assertThat(members()).containsExactly("0", "1", "2", "3");
		assertThat(this.guard.held()).isZero();
		assertThat(this.guard.guarded()).isEqualTo(1);
		assertThat(this.guard.confirmed()).isEqualTo(6);
	}

	@Test
	void anEmptyAnswerIsHeldEvenWhenEveryLossIsAllowed() {
		this.guard = new MassLossGuard(1, 2);
		answer(List.of("a"));
		answer(List.of());
		assertThat(held()).containsExactly("a");
		answer(List.of());
		answer(List.of());
		assertThat(members()).isEmpty();
	}

	@Test
	void theThresholdIsExactInDecimals() {
		this.guard = new MassLossGuard(0.29, 2);
		List<String> hundred = IntStream.range(100, 200).mapToObj(String::valueOf).toList();
		answer(hundred);
		answer(hundred.subList(0, 71));
		assertThat(held()).isEmpty();
		answer(hundred.subList(0, 50));
		assertThat(held()).hasSize(21);
	}

	@Test
	void aReplacedFleetIsNoLoss() {
		answer(List.of("a", "b", "c"));
		answer(List.of("x", "y", "z"));
		assertThat(members()).containsExactly("x", "y", "z");
		assertThat(held()).isEmpty();
	}

	@Test
	void aReplacementThatIsTooSmallIsALoss() {
		answer(List.of("a", "b", "c", "d", "e"));
		answer(List.of("x"));
		assertThat(held()).containsExactly("a", "b", "c", "d", "e");
		assertThat(members()).contains("x");
	}

	@Test
	void whoReturnsIsHeldNoMoreAndCountsAfresh() {
		answer(ten());
		answer(List.of());
		answer(List.of());
		answer(List.of("0"));
		assertThat(members()).containsExactly("0");
		answer(List.of());
		assertThat(held()).containsExactly("0");
		answer(List.of());
		assertThat(held()).containsExactly("0");
		answer(List.of());
		assertThat(members()).isEmpty();
	}

	@Test
	void aFurtherLossIsMeasuredAgainstThoseWhoAreReallyThere() {
		answer(ten());
		answer(ten().subList(0, 4));
		answer(ten().subList(0, 1));
		assertThat(held()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
		answer(ten().subList(0, 1));
		assertThat(held()).containsExactly("1", "2", "3");
		answer(ten().subList(0, 1));
		assertThat(members()).containsExactly("0");
		assertThat(this.guard.guarded()).isEqualTo(2);
		assertThat(this.guard.confirmed()).isEqualTo(9);
	}

	@Test
	void whatIsRejectedOutrightLeavesAtOnce() {
		answer(List.of("vm-1"));
		answer(List.of(), new Rejection("VM-1", "orders", RejectionReason.NOT_RUNNING, "deallocated"));
		assertThat(members()).isEmpty();
		assertThat(this.guard.guarded()).isZero();
	}

	@Test
	void aRejectionWithoutServiceCountsForEveryService() {
		answer(List.of("vm-1"));
		answer(List.of(), new Rejection("vm-1", null, RejectionReason.NOT_RUNNING, "deallocated"));
		assertThat(members()).isEmpty();
	}

	@Test
	void aRejectionForAnotherServiceOrVmSaysNothing() {
		answer(List.of("vm-1"));
		answer(List.of(), new Rejection("vm-1", "payments", RejectionReason.NO_PORT, "no port"),
				new Rejection("vm-2", "orders", RejectionReason.NO_PORT, "no port"));
		assertThat(held()).containsExactly("vm-1");
	}

	@Test
	void whatIsSeenOnlyInPartCountsAsMissing() {
		answer(List.of("vm-1"));
		answer(List.of(), new Rejection("vm-1", "orders", RejectionReason.INTERFACE_WITHOUT_VM,
				"a network interface without a VM"));
		assertThat(held()).containsExactly("vm-1");
	}

	@Test
	void whoIsHeldLeavesAtOnceWhenRejectedOutright() {
		answer(List.of("a", "b"));
		answer(List.of());
		answer(List.of(), new Rejection("a", "orders", RejectionReason.NOT_RUNNING, "deallocated"));
		assertThat(held()).containsExactly("b");
		assertThat(this.guard.confirmed()).isZero();
	}

	@Test
	void whatIsRejectedOutrightDoesNotCountAsLoss() {
		answer(ten());
		answer(List.of("0", "1", "2"),
				ten().subList(4, 10)
					.stream()
					.map((name) -> new Rejection(name, "orders", RejectionReason.NOT_RUNNING, "deallocated"))
					.toArray(Rejection[]::new));
		assertThat(members()).containsExactly("0", "1", "2");
		assertThat(held()).isEmpty();
	}

	@Test
	void whatAnotherSourceHasIsNotMissing() {
		answer(List.of("a", "b"));
		this.members = this.guard.admit(this.members, SourceAnswer.of(List.of(), List.of()),
				(instance) -> instance.id().equals("a"), MassLossGuard.AnswerWeight.CONFIRMING);
		assertThat(held()).containsExactly("b");
	}

	@Test
	void aFullRefreshOverridesTheGuard() {
		answer(ten());
		answer(List.of("0"));
		this.members = this.guard.admit(this.members, SourceAnswer.of(instances(List.of()), List.of()), (any) -> false,
				MassLossGuard.AnswerWeight.OVERRIDING);
		assertThat(members()).isEmpty();
		assertThat(this.guard.held()).isZero();
		assertThat(this.guard.guarded()).isEqualTo(1);
		assertThat(this.guard.confirmed()).isZero();
	}

	@Test
	void withoutConfirmationsTheGuardIsOff() {
		this.guard = new MassLossGuard(0.5, 0);
		answer(ten());
		answer(List.of());
		assertThat(members()).isEmpty();
		assertThat(this.guard.guarded()).isZero();
	}

	@Test
	void aVmThatOnlyChangesItsIdIsNotMissing() {
		this.members = this.guard.admit(List.of(), one("vm", "vm"), (any) -> false,
				MassLossGuard.AnswerWeight.CONFIRMING);
		this.members = this.guard.admit(this.members, one("vm:8080", "vm"), (any) -> false,
				MassLossGuard.AnswerWeight.CONFIRMING);
		assertThat(members()).containsExactly("vm:8080");
	}

	@Test
	void servicesAreGuardedEachOnItsOwn() {
		Instance payment = Instance.of("p", "payments", "p.test", 1).build();
		List<Instance> before = new ArrayList<>(instances(ten()));
		before.add(payment);
		List<Instance> after = this.guard.admit(before, SourceAnswer.of(instances(ten()), List.of()), (any) -> false,
				MassLossGuard.AnswerWeight.CONFIRMING);
		assertThat(after).filteredOn(Instance::held).extracting(Instance::service).containsExactly("payments");
	}

	private static SourceAnswer one(String id, String vmId) {
		return SourceAnswer.of(List.of(Instance.of(id, "orders", "h.test", 1).vmId(vmId).build()), List.of());
	}

	private static List<String> ten() {
		return IntStream.range(0, 10).mapToObj(String::valueOf).toList();
	}

	private void answer(List<String> ids, Rejection... rejected) {
		this.members = this.guard.admit(this.members, SourceAnswer.of(instances(ids), Arrays.asList(rejected)),
				(any) -> false, MassLossGuard.AnswerWeight.CONFIRMING);
		assertThat(this.guard.held()).isEqualTo(held().size());
	}

	private static List<Instance> instances(List<String> ids) {
		return ScriptedSource.instances(ids.toArray(String[]::new));
	}

	private List<String> members() {
		return this.members.stream().map(Instance::id).sorted().toList();
	}

	private List<String> held() {
		return this.members.stream().filter(Instance::held).map(Instance::id).sorted().toList();
	}

}
