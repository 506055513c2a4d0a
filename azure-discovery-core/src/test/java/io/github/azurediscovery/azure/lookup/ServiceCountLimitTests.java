package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup.DeclaringVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.catalog.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceCountLimitTests {

	private final ServiceCountLimit limit = new ServiceCountLimit(3);

	@Test
	void upToTheLimitNothingChanges() {
		List<DeclaringVm> declaringVms = List.of(vm("a", "b"), vm("c"));
		assertThat(this.limit.admit(declaringVms)).isEqualTo(declaringVms);
	}

	@Test
	void whatIsOverTheLimitIsAProblemOfEachVm() {
		List<DeclaringVm> admitted = this.limit.admit(List.of(vm("a", "b", "c", "d"), vm("d"), vm("c", "b")));
		assertThat(services(admitted)).containsExactly("b", "c", "d");
		assertThat(admitted.get(0).declared().problems()).containsExactly(new DeclarationProblem("a",
				RejectionReason.TOO_MANY_SERVICES, "service a exceeds the limit of services that tags can create: 3"));
	}

	@Test
	void howeverManyAreOverTheLimitItIsOneProblemOfAVm() {
		List<DeclaringVm> admitted = this.limit.admit(List.of(vm("a", "b", "c"), vm("x", "y", "z", "c", "b", "a")));
		assertThat(services(admitted)).containsExactly("a", "b", "c");
		assertThat(admitted.get(1).declared().problems())
			.containsExactly(new DeclarationProblem(null, RejectionReason.TOO_MANY_SERVICES,
					"service x and 2 more exceed the limit of services that tags can create: 3"));
	}

	@Test
	void whatWasThereBeforeStays() {
		this.limit.admit(List.of(vm("x", "y")));
		List<DeclaringVm> declaringVms = new ArrayList<>(List.of(vm("x", "y")));
		for (int i = 0; i < 10; i++) {
			declaringVms.add(vm("a", "b", "c"));
		}
		assertThat(services(this.limit.admit(declaringVms))).containsExactly("a", "x", "y");
		assertThat(services(this.limit.admit(declaringVms))).containsExactly("a", "x", "y");
		assertThat(services(this.limit.admit(declaringVms.subList(1, 11)))).containsExactly("a", "b", "c");
	}

	private static Set<String> services(List<DeclaringVm> declaringVms) {
		Set<String> services = new TreeSet<>();
		declaringVms.forEach((declaringVm) -> declaringVm.declared()
			.bindings()
			.forEach((binding) -> services.add(binding.service())));
		return services;
	}

	private static DeclaringVm vm(String... services) {
		AzureResourceId id = AzureResourceId
			.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm");
		List<ServiceBinding> bindings = new ArrayList<>();
		for (String service : services) {
			bindings.add(ServiceBinding.plain(service, 80).besideOthers());
		}
		return new DeclaringVm(new DiscoveredVm(id, VmIdentity.of(id, null), "vm", null, ResourceTags.NONE, null, null,
				List.of(), Map.of()), new DeclaredServices(bindings, List.of()));
	}

}
