package io.github.azurediscovery.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the agent, as the build wrote it. */
final class AgentVersion {

	private AgentVersion() {
	}

	static String read() {
		Properties build = new Properties();
		try (InputStream stream = AgentVersion.class.getResourceAsStream("/META-INF/build-info.properties")) {
			if (stream != null) {
				build.load(stream);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return "azure-discovery-agent " + build.getProperty("build.version", "(unknown version)") + ", Java "
				+ Runtime.version();
	}

}
