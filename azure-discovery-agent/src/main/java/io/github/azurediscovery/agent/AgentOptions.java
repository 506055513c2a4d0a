package io.github.azurediscovery.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param mode what to do
 * @param spring the arguments for Spring Boot, the configuration file among them
 */
record AgentOptions(AgentMode mode, List<String> spring) {

	static final String USAGE = """
			Usage: java -jar azure-discovery-agent.jar [-c FILE] [MODE] [--PROPERTY=VALUE ...]

			  -c, --config FILE        read this configuration (.yml, .yaml or .properties)
			  --PROPERTY=VALUE         set a property, such as --server.port=9781

			Without a mode the agent runs until it is stopped. Modes:
			  --once                   find all instances once, apply them in full, and end
			  --validate               check the configuration; asks nothing and sends nothing
			  --validate=online        the same, then ask every source and every sink once; changes nothing
			  --print-haproxy-config   find all instances once and print the backends that HAProxy needs
			  --version, --help

			Exit status: 0 success; 1 a source did not answer, or a sink does not hold everything;
			2 the command line or the configuration is wrong.""";

	private static final Map<String, AgentMode> MODES = Map.of("--once", AgentMode.ONCE, "--validate",
			AgentMode.VALIDATE, "--validate=offline", AgentMode.VALIDATE, "--validate=online",
			AgentMode.VALIDATE_ONLINE, "--print-haproxy-config", AgentMode.PRINT_HAPROXY_CONFIG, "--version",
			AgentMode.VERSION, "--help", AgentMode.HELP, "-h", AgentMode.HELP);

	/** Flags of Spring Boot. */
	private static final List<String> FLAGS = List.of("--debug", "--trace");

	AgentOptions {
		spring = List.copyOf(spring);
	}

	String[] springArguments() {
		return this.spring.toArray(String[]::new);
	}

	/**
	 * Parse.
	 * @param args the command line
	 * @return what it asks for
	 * @throws AgentUsageException if it cannot be understood, or the configuration file
	 * cannot be read
	 */
	static AgentOptions parse(String... args) {
		AgentMode mode = null;
		String file = null;
		List<String> properties = new ArrayList<>();
		Iterator<String> rest = List.of(args).iterator();
		while (rest.hasNext()) {
			String arg = rest.next();
			AgentMode asked = MODES.get(arg);
			if (asked != null) {
				mode = only(mode, asked);
			}
			else if (arg.equals("-c") || arg.equals("--config") || arg.startsWith("--config=")) {
				file = file(file, arg, rest);
			}
			else if (FLAGS.contains(arg) || arg.matches("--[^=]*\\.[^=]*=.*")) {
				properties.add(arg);
			}
			else {
				throw new AgentUsageException("'" + arg + "' is not an option");
			}
		}
		if (file != null && mode != AgentMode.HELP && mode != AgentMode.VERSION) {
			properties.add("--spring.config.additional-location=" + readable(file).toUri());
		}
		return new AgentOptions((mode != null) ? mode : AgentMode.SERVE, properties);
	}

	private static AgentMode only(@Nullable AgentMode before, AgentMode asked) {
		if (before != null && before != asked) {
			throw new AgentUsageException("only one mode at a time is possible");
		}
		return asked;
	}

	private static String file(@Nullable String before, String arg, Iterator<String> rest) {
		if (before != null) {
			throw new AgentUsageException(
					"only one configuration file is possible: import others with" + " spring.config.import");
		}
		if (arg.contains("=")) {
			return arg.substring(arg.indexOf('=') + 1);
		}
		if (!rest.hasNext()) {
			throw new AgentUsageException("'" + arg + "' needs a file");
		}
		return rest.next();
	}

	private static Path readable(String file) {
		Path path = Path.of(file).toAbsolutePath();
		if (!Files.isRegularFile(path)) {
			throw new AgentUsageException(
					"the configuration file " + path + (Files.exists(path) ? " is not a file" : " does not exist"));
		}
		if (!Files.isReadable(path)) {
			throw new AgentUsageException("the configuration file " + path + " cannot be read by this user");
		}
		if (!path.toString().matches(".*\\.(yml|yaml|properties)")) {
			throw new AgentUsageException(
					"the name of the configuration file " + path + " must end in .yml, .yaml or .properties");
		}
		return path;
	}

}
