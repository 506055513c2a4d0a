package io.github.azurediscovery.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AgentOptionsTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "--once, ONCE", "--validate, VALIDATE", "--validate=offline, VALIDATE",
			"--validate=online, VALIDATE_ONLINE", "--print-haproxy-config, PRINT_HAPROXY_CONFIG", "--version, VERSION",
			"--help, HELP", "-h, HELP" })
	void aModeIsAsked(String arg, AgentMode mode) {
		assertThat(AgentOptions.parse(arg)).isEqualTo(new AgentOptions(mode, List.of()));
		assertThat(AgentOptions.parse(arg, arg).mode()).isEqualTo(mode);
	}

	@Test
	void withoutAModeItServes() {
		assertThat(AgentOptions.parse()).isEqualTo(new AgentOptions(AgentMode.SERVE, List.of()));
	}

	@Test
	void propertiesAreLeftToSpring() {
		assertThat(AgentOptions.parse("--server.port=1", "--debug", "--azure.discovery.tags.prefix=HAProxy").spring())
			.containsExactly("--server.port=1", "--debug", "--azure.discovery.tags.prefix=HAProxy");
	}

	@ParameterizedTest
	@CsvSource({ "-c", "--config", "--config=" })
	void theConfigurationFileIsReadByItsName(String option) throws IOException {
		Path file = Files.writeString(this.directory.resolve("my agent.yml"), "");
		AgentOptions options = option.endsWith("=") ? AgentOptions.parse(option + file)
				: AgentOptions.parse(option, file.toString());
		assertThat(options.spring()).containsExactly("--spring.config.additional-location=" + file.toUri());
	}

	@ParameterizedTest
	@CsvSource({ "--onec, '''--onec'' is not an option'", "run, '''run'' is not an option'",
			"--validate=no, '''--validate=no'' is not an option'", "-c, '''-c'' needs a file'",
			"--config=/absent.yml, the configuration file /absent.yml does not exist",
			"--config=/, the configuration file / is not a file" })
	void whatCannotBeUnderstoodIsNamed(String arg, String message) {
		assertThatExceptionOfType(AgentUsageException.class).isThrownBy(() -> AgentOptions.parse(arg))
			.withMessage(message);
	}

	@Test
	void oneModeAndOneFileAtATime() throws IOException {
		String file = Files.writeString(this.directory.resolve("agent.yml"), "").toString();
		assertThatExceptionOfType(AgentUsageException.class)
			.isThrownBy(() -> AgentOptions.parse("--once", "--validate"))
			.withMessage("only one mode at a time is possible");
		assertThatExceptionOfType(AgentUsageException.class)
			.isThrownBy(() -> AgentOptions.parse("-c", file, "-c", file))
			.withMessageStartingWith("only one configuration file");
	}

	@Test
	void aFileOfAnotherKindIsRefused() throws IOException {
		Path file = Files.writeString(this.directory.resolve("agent.conf"), "");
		assertThatExceptionOfType(AgentUsageException.class).isThrownBy(() -> AgentOptions.parse("-c", file.toString()))
			.withMessageEndingWith("must end in .yml, .yaml or .properties");
	}

}
