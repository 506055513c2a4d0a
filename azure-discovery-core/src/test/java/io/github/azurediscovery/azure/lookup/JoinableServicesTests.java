package io.github.azurediscovery.azure.lookup;

import java.net.URI;
import java.util.List;
import java.util.Set;

import com.azure.core.management.AzureEnvironment;
import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JoinableServicesTests {

	private final JoinableServices all = new JoinableServices(Set.of("Payments"), List.of());

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "10.0.0.4", "127.1", "2130706433", "0x7f.1", "orders.0x1" })
	void noVmTakesTheCallsOfAnAddress(String id) {
		assertThat(words(this.all, id)).contains("looks like an IP address");
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.azure.com", "login.microsoftonline.com", "login.partner.microsoftonline.cn",
			"shop.trafficmanager.cn", "shop.azure-api.us", "shop.vault.azure.net", "shop.blob.core.windows.net",
			"management.usgovcloudapi.net", "management.chinacloudapi.cn", "graph.microsoft.com", "localhost",
			"app.localhost", "metadata.azure.internal" })
	void noVmTakesTheCallsOfAWellKnownHost(String id) {
		assertThat(words(this.all, id)).contains("is a host that others serve");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "orders.v2", "azure", "my-azure.company", "notazure.com", "v2", "internal-api" })
	void otherServicesMayBeJoined(String id) {
		assertThat(this.all.objection(id)).isNull();
	}

	@Test
	void configuredServicesCannotBeJoinedInAnyCase() {
		assertThat(words(this.all, "payments")).contains("is configured");
	}

	@Test
	void onlyListedServicesMayBeJoined() {
		JoinableServices listed = new JoinableServices(Set.of(), List.of("Orders", "web-*"));
		assertThat(listed.objection("orders")).isNull();
		assertThat(listed.objection("web-1")).isNull();
		assertThat(words(listed, "web")).isEqualTo("service web is not in azure.discovery.tags.services");
	}

	private static String words(JoinableServices services, String id) {
		DeclarationProblem problem = services.objection(id);
		assertThat(problem).isNotNull();
		assertThat(problem.service()).isEqualTo(id);
		return problem.detail();
	}

	@Test
	void noVmTakesTheCallsOfAnEndpointOfAnyCloud() {
		assertThat(List.of(AzureEnvironment.AZURE, AzureEnvironment.AZURE_CHINA, AzureEnvironment.AZURE_US_GOVERNMENT))
			.flatExtracting((cloud) -> cloud.getEndpoints().values())
			.filteredOn((endpoint) -> endpoint.contains("."))
			.allSatisfy((endpoint) -> assertThat(this.all.objection(host(endpoint))).isNotNull());
	}

	private static String host(String endpoint) {
		return endpoint.contains("://") ? URI.create(endpoint).getHost()
				: "shop" + (endpoint.startsWith(".") ? "" : ".") + endpoint;
	}

}
