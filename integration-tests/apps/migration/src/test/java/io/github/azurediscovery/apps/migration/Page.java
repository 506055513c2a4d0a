package io.github.azurediscovery.apps.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.client.RestClient;

import io.github.azurediscovery.test.SimulatedAzure;

/** A page of the documentation, and applications started with its YAML. */
final class Page {

	private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

	private final String text;

	private Page(String text) {
		this.text = text;
	}

	static Page of(String path) {
		try {
			return new Page(Files.readString(Path.of("..", "..", "..", "docs", path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** All blocks of YAML under a heading. */
	List<String> yaml(String heading) {
		String section = this.text.substring(this.text.indexOf("\n## " + heading) + 1);
		int end = section.indexOf("\n## ");
		return YAML.matcher((end > 0) ? section.substring(0, end) : section)
			.results()
			.map((MatchResult result) -> result.group(1))
			.toList();
	}

	/**
	 * Start an application with a block as its configuration, in the simulated Azure.
	 */
	static ConfigurableApplicationContext start(String yaml, SimulatedAzure azure, Map<String, String> more) {
		SpringApplication application = new SpringApplication(ShopApplication.class);
		Map<String, Object> properties = new HashMap<>(azure.properties());
		properties.put("spring.main.web-application-type", "none");
		properties.putAll(properties(yaml));
		properties.putAll(more);
		application.setDefaultProperties(properties);
		return application.run();
	}

	static String call(ConfigurableApplicationContext context, String service) {
		return String.valueOf(context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri("http://" + service + "/whoami")
			.retrieve()
			.body(String.class));
	}

	private static Map<String, Object> properties(String yaml) {
		try {
			Map<String, Object> properties = new HashMap<>();
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("page",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
				((Map<?, ?>) source.getSource())
					.forEach((name, value) -> properties.put(name.toString(), value.toString()));
			}
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
