package io.github.azurediscovery.envoy;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.github.azurediscovery.sink.ApplyMode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestDiscoveryTests {

	private final EnvoySink sink = new EnvoySink(EnvoySettings.DEFAULT);

	private final RestDiscovery rest = this.sink.rest();

	private static DiscoveryResponse response(RestAnswer answer) throws Exception {
		assertThat(answer.status()).isEqualTo(200);
		DiscoveryResponse.Builder response = DiscoveryResponse.newBuilder();
		ResourceJson.parse(answer.body(), response);
		return response.build();
	}

	@Test
	void answersWhenTheVersionIsAnother() throws Exception {
		assertThat(this.rest.clusters("{}").status()).as("before the first complete state").isEqualTo(503);
		this.sink.apply(EnvoyStates.services(2, -1), ApplyMode.FULL);
		DiscoveryResponse clusters = response(this.rest.clusters("{\"node\": {\"id\": \"envoy-1\"}, \"odd\": 1}"));
		assertThat(clusters.getResourcesCount()).isEqualTo(2);
		Cluster cluster = clusters.getResources(0).unpack(Cluster.class);
		assertThat(cluster.getEdsClusterConfig().getEdsConfig().getApiConfigSource().getClusterNames(0))
			.isEqualTo("azure_discovery_rest");
		String again = "{\"version_info\": \"" + clusters.getVersionInfo() + "\"}";
		assertThat(this.rest.clusters(again)).isEqualTo(new RestAnswer(304, ""));
		this.sink.apply(EnvoyStates.services(3, -1), ApplyMode.CHANGES);
		assertThat(response(this.rest.clusters(again)).getResourcesCount()).isEqualTo(3);
	}

	@Test
	void answersWithTheEndpointsThatAreAskedFor() throws Exception {
		this.sink.apply(EnvoyStates.services(2, -1), ApplyMode.FULL);
		DiscoveryResponse endpoints = response(this.rest.endpoints("{\"resource_names\": [\"s1\", \"misspelt\"]}"));
		assertThat(endpoints.getResourcesCount()).isOne();
		assertThat(endpoints.getTypeUrl()).isEqualTo(ResourceKind.ENDPOINTS.typeUrl());
		String same = "{\"resource_names\": [\"s1\", \"misspelt\"], \"version_info\": \"" + endpoints.getVersionInfo()
				+ "\"}";
		this.sink.apply(EnvoyStates.services(2, 0), ApplyMode.CHANGES);
		assertThat(this.rest.endpoints(same).status()).as("another service changed").isEqualTo(304);
	}

	@Test
	void refusesWhatIsNoRequest() throws Exception {
		this.sink.apply(EnvoyStates.services(1, -1), ApplyMode.FULL);
		assertThat(this.rest.endpoints("<xml/>").status()).isEqualTo(400);
		assertThat(this.rest.endpoints("{\"resource_names\": 7}").status()).isEqualTo(400);
	}

}
