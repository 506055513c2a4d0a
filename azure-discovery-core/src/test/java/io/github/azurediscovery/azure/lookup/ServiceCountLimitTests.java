package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.lookup.DeclaredServices.Problem;
import io.github.azurediscovery.azure.lookup.VmLookup.Claim;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.catalog.Rejection.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceCountLimitTests {

	private final ServiceCountLimit limit = new ServiceCountLimit(3);

	@Test
	void upToTheLimitNothingChanges() {
		List<Claim> claims = List.of(vm("a", "b"), vm("c"));
		assertThat(this.limit.admit(claims)).isEqualTo(claims);
	}

	@Test
	void whatIsOverTheLimitIsAProblemOfEachVm() {
		List<Claim> admitted = this.limit.admit(List.of(vm("a", "b", "c", "d"), vm("d"), vm("c", "b")));
		assertThat(services(admitted)).containsExactly("b", "c", "d");
		assertThat(admitted.get(0).carried().problems()).containsExactly(
				new Problem("a", Kind.LIMIT, "service a is one too many: the tag convention makes no more than 3"));
	}

	@Test
	void whatWasThereBeforeStays() {
		this.limit.admit(List.of(vm("x", "y")));
		List<Claim> claims = new ArrayList<>(List.of(vm("x", "y")));
		for (int i = 0; i < 10; i++) {
			claims.add(vm("a", "b", "c"));
		}
		assertThat(services(this.limit.admit(claims))).containsExactly("a", "x", "y");
		assertThat(services(this.limit.admit(claims))).containsExactly("a", "x", "y");
		assertThat(services(this.limit.admit(claims.subList(1, 11)))).containsExactly("a", "b", "c");
	}

	private static Set<String> services(List<Claim> claims) {
		Set<String> services = new TreeSet<>();
		claims.forEach((claim) -> claim.carried().bindings().forEach((binding) -> services.add(binding.service())));
		return services;
	}

	private static Claim vm(String... services) {
		AzureResourceId id = AzureResourceId
			.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm");
		List<ServiceBinding> bindings = new ArrayList<>();
		for (String service : services) {
			bindings.add(new ServiceBinding(service, 80, false, true));
		}
		return new Claim(new DiscoveredVm(id, VmIdentity.of(id, null), "vm", null, ResourceTags.NONE, null, null,
				List.of(), Map.of(), null, false, false), new DeclaredServices(bindings, List.of()));
	}

}
