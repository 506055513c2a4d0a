package io.github.azurediscovery.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page with every property, made from the metadata that the build makes from the
 * properties themselves.
 */
final class ConfigurationReference {

	private static final String PREFIX = "azure.discovery.";

	private static final String SERVICE = "services.<id>.";

	/** Of a module that depends on this one. */
	private static final Path AGENT = Path.of("..", "azure-discovery-agent", "src", "main", "resources", "META-INF",
			"additional-spring-configuration-metadata.json");

	private static final String INTRODUCTION = """
			# Configuration properties

			<!-- Generated from the configuration metadata by:
			mvn -pl azure-discovery-spring-boot-starter -am test -Dtest=ConfigurationReferenceTests -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true -->

			Every property, with the prefix `azure.discovery.`. None is required: an application on an Azure VM finds the services of its resource group by the tags
			`Discovery:Service:Name` and `Discovery:Service:Port`; away from Azure it finds nothing and sends no requests.

			* An invalid value, or an unknown property below `services.<id>`, fails startup with a message that names the property and says what to do.
			* A duration is at most `365d`, an interval at least `1ms`, and intervals for real Azure at least `5s`.
			* Tag names contain `:` and `/`, which keys of a property map lose: write tags as lists of `name=value`. A tag written as a key fails startup.
			* An environment variable cannot express the hyphen of a service id: `AZURE_DISCOVERY_SERVICES_ORDER_SERVICE_STATIC` would be the service `order`, and fails startup.
			  Write `azure.discovery.services.order-service.static=${ORDER_SERVICE_STATIC}` in `application.properties` and set `ORDER_SERVICE_STATIC`,
			  or set `SPRING_APPLICATION_JSON={"azure.discovery.services.order-service.static":"10.0.0.7:8080"}`. For an id without a hyphen `AZURE_DISCOVERY_SERVICES_ORDERS_STATIC` works.

			```yaml
			azure:
			  discovery:
			    services:
			      orders:
			        scale-set: orders
			        port: 8080
			      reports:
			        tags: [ "Team=finance", "Role:Name=reports" ]
			        port: 9000
			      legacy:
			        static: [ "10.0.0.7:8080", "[fd00::7]:8080" ]
			```

			## Defaults from elsewhere

			If the property itself is not set:

			| property | is read from |
			|---|---|
			| `scope.subscriptions` | environment variable `AZURE_SUBSCRIPTION_ID`, `spring.cloud.azure.profile.subscription-id`, instance metadata |
			| `scope.resource-groups` | environment variable `AZURE_RESOURCE_GROUP`, instance metadata |
			| `credential.tenant-id` | `spring.cloud.azure.profile.tenant-id` |
			| `cloud` | `spring.cloud.azure.profile.cloud-type`, instance metadata |
			| `instance.own-address` | environment variable `AZURE_DISCOVERY_VM_IP`, instance metadata |
			| `services.<id>.port` where `scale-set` is `self` | `server.port` |
			| zone of this VM | `spring.cloud.loadbalancer.zone`, instance metadata |
			""";

	private final Map<String, List<Row>> sections = new TreeMap<>();

	static String page() throws IOException {
		ConfigurationReference reference = new ConfigurationReference();
		ClassLoader loader = ConfigurationReference.class.getClassLoader();
		for (URL metadata : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
			reference.add(metadata, PREFIX, "");
		}
		reference.add(AGENT.toUri().toURL(), PREFIX, "");
		reference.add(
				loader.getResource(
						"META-INF/spring/configuration-metadata/" + ServiceProperties.class.getName() + ".json"),
				"", SERVICE);
		return reference.render();
	}

	private void add(URL resource, String strip, String prefix) throws IOException {
		try (InputStream stream = resource.openStream()) {
			JsonNode metadata = JsonMapper.shared().readTree(stream);
			for (JsonNode property : metadata.path("properties")) {
				String name = property.path("name").asString();
				if (name.startsWith(strip)) {
					Row row = Row.of(prefix + name.substring(strip.length()), property);
					this.sections.computeIfAbsent(row.section(), (section) -> new ArrayList<>()).add(row);
				}
			}
		}
	}

	private String render() {
		StringBuilder page = new StringBuilder(INTRODUCTION);
		this.sections.forEach((section, rows) -> {
			page.append("\n## ").append(section.isEmpty() ? "General" : "`" + section + "`").append("\n\n");
			page.append("| property | values | default | meaning |\n|---|---|---|---|\n");
			rows.stream().sorted((a, b) -> a.name().compareTo(b.name())).forEach((row) -> page.append(row.render()));
		});
		return page.toString();
	}

	private record Row(String name, String values, String fallback, String description) {

		static Row of(String name, JsonNode property) {
			String type = property.path("type").asString("");
			return new Row(name, name.endsWith("factor") ? "number" : values(type),
					fallback(property.path("defaultValue")), property.path("description").asString(""));
		}

		String section() {
			if (this.name.startsWith(SERVICE)) {
				String rest = this.name.substring(SERVICE.length());
				return "services.<id>" + ((rest.indexOf('.') != -1) ? "." + rest.substring(0, rest.indexOf('.')) : "");
			}
			int end = this.name.lastIndexOf('.');
			return (end != -1) ? this.name.substring(0, end) : "";
		}

		String render() {
			return "| `%s` | %s | %s | %s |%n".formatted(this.name, this.values, this.fallback, this.description);
		}

		private static String values(String type) {
			int generic = type.indexOf('<');
			if (type.startsWith("java.util.Map")) {
				return "see `services.<id>`";
			}
			if (generic != -1) {
				return "list of " + values(type.substring(generic + 1, type.length() - 1));
			}
			return switch (type.substring(type.lastIndexOf('.') + 1)) {
				case "Boolean" -> "`true`, `false`";
				case "Integer" -> "number";
				case "Double" -> "share, 0 to 1";
				case "Duration" -> "duration";
				case "String" -> "text";
				case "URI" -> "URL";
				case "Path" -> "path";
				default -> constants(type);
			};
		}

		private static String constants(String type) {
			try {
				return Arrays.stream(Class.forName(type).getEnumConstants())
					.map((constant) -> "`" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
					.collect(Collectors.joining(", "));
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalStateException("Unknown type " + type, ex);
			}
		}

		private static String fallback(JsonNode value) {
			if (value.isMissingNode()) {
				return "";
			}
			if (value.isArray()) {
				return value.valueStream().map((item) -> item.asString()).collect(Collectors.joining(",", "`", "`"));
			}
			String text = value.asString();
			return "`" + (text.startsWith("[") ? text.replaceAll("[\\[\\] ]", "") : text) + "`";
		}

	}

}
