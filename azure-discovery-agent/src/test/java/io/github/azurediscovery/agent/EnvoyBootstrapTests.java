package io.github.azurediscovery.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bootstrap files that the agent's users give to Envoy, read with Envoy's own types.
 */
class EnvoyBootstrapTests {

	private static final JsonFormat.TypeRegistry TYPES = JsonFormat.TypeRegistry.newBuilder()
		.add(UpstreamTlsContext.getDescriptor())
		.add(HttpProtocolOptions.getDescriptor())
		.build();

	private static Bootstrap parse(String yaml) throws IOException {
		Object content = new Yaml().load(yaml);
		Bootstrap.Builder bootstrap = Bootstrap.newBuilder();
		JsonFormat.parser()
			.usingTypeRegistry(TYPES)
			.merge(JsonMapper.shared().writeValueAsString(new LinkedHashMap<>((Map<?, ?>) content)), bootstrap);
		return bootstrap.build();
	}

	@Test
	void theDeployedFileNamesTheAgentAndRequiresItsCertificate() throws Exception {
		Bootstrap bootstrap = parse(Files.readString(Path.of("deploy/envoy/envoy.yml")));
		String cluster = bootstrap.getDynamicResources()
			.getAdsConfig()
			.getGrpcServices(0)
			.getEnvoyGrpc()
			.getClusterName();
		assertThat(bootstrap.getStaticResources().getClusters(0).getName()).isEqualTo(cluster);
		assertThat(bootstrap.getStaticResources()
			.getClusters(0)
			.getLoadAssignment()
			.getEndpoints(0)
			.getLbEndpoints(0)
			.getEndpoint()
			.getAddress()
			.getSocketAddress()
			.getAddress()).isEqualTo("@AGENT_ADDRESS@");
		UpstreamTlsContext tls = bootstrap.getStaticResources()
			.getClusters(0)
			.getTransportSocket()
			.getTypedConfig()
			.unpack(UpstreamTlsContext.class);
		assertThat(tls.getCommonTlsContext().getTlsCertificatesCount()).isOne();
		assertThat(tls.getCommonTlsContext().getValidationContext().getTrustedCa().getFilename())
			.isEqualTo("/etc/envoy/tls/ca.pem");
	}

	@Test
	void theGuidesBootstrapsAreValid() throws Exception {
		String guide = Files.readString(Path.of("../docs/guides/envoy.md"));
		Bootstrap[] bootstraps = Stream.of(guide.split("```yml\n"))
			.skip(1)
			.map((rest) -> rest.substring(0, rest.indexOf("```")))
			.filter((yaml) -> yaml.contains("dynamic_resources:"))
			.map(EnvoyBootstrapTests::parsed)
			.toArray(Bootstrap[]::new);
		assertThat(bootstraps).hasSize(3);
		assertThat(bootstraps).allSatisfy((bootstrap) -> assertThat(bootstrap.hasDynamicResources()).isTrue());
	}

	private static Bootstrap parsed(String yaml) {
		try {
			return parse(yaml.indent(-yaml.indexOf(yaml.strip())));
		}
		catch (IOException ex) {
			throw new AssertionError(yaml, ex);
		}
	}

	@Test
	void everyPlaceholderOfTheDeployedFilesIsFilledIn() throws IOException {
		String terraform = Files.readString(Path.of("deploy/envoy/main.tf"));
		for (String file : new String[] { "envoy.yml", "agent.yml", "cloud-init-agent.yml", "cloud-init-envoy.yml" }) {
			Pattern.compile("@[A-Z0-9_]+@")
				.matcher(Files.readString(Path.of("deploy/envoy", file)))
				.results()
				.forEach((match) -> assertThat(terraform).as(file).contains('"' + match.group() + '"'));
		}
	}

}
