package io.github.azurediscovery.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationReferenceTests {

	private static final Path PAGE = Path.of("../docs/reference/configuration.md");

	@Test
	void thePageIsInStepWithTheProperties() throws IOException {
		String page = ConfigurationReference.page();
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(Files.readString(PAGE)).as("reference/configuration.md, to be rewritten with -Ddocs.write=true")
			.isEqualTo(page);
	}

	@Test
	void everyPropertyIsDescribed() throws IOException {
		assertThat(ConfigurationReference.page().lines().filter((line) -> line.startsWith("| `")))
			.hasSizeGreaterThan(90)
			.noneMatch((line) -> line.endsWith("|  |"));
	}

}
