package io.github.azurediscovery.haproxy.dataplane;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.backend.BackendSection;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;

/** What {@link BackendSection} declares, as the Dataplane API takes it. */
final class TransactionBody {

	/** The prefix of the slots' names. */
	static final String PREFIX = "srv";

	private static final Pattern RANGE = Pattern.compile("(?:1-)?(?<slots>\\d{1,5})");

	private static final Set<String> ALGORITHMS = Set.of("first", "leastconn", "random", "roundrobin", "source",
			"static-rr", "uri");

	private final HaproxySettings settings;

	/**
	 * Create it.
	 * @param settings the contents of backends
	 * @throws IllegalArgumentException if the Dataplane API cannot write one of them
	 */
	TransactionBody(HaproxySettings settings) {
		this.settings = settings;
		BackendSettings layout = settings.backend();
		HaproxyBounds.that(ALGORITHMS.contains(layout.balance()), "haproxy.backend.balance", layout.balance(),
				"an algorithm without arguments, with config=transaction: one of "
						+ ALGORITHMS.stream().sorted().toList());
		HaproxyBounds.that(layout.options().isEmpty(), "haproxy.backend.options", String.join(", ", layout.options()),
				"empty with config=transaction: write such lines into a section 'defaults' of HAProxy");
		template(1);
	}

	ObjectNode backend(String name) {
		ObjectNode backend = JsonNodeFactory.instance.objectNode();
		backend.put("name", name).put("mode", this.settings.backend().mode());
		backend.putObject("balance").put("algorithm", this.settings.backend().balance());
		return backend.put("load_server_state_from_file", "global");
	}

	ObjectNode template(int slots) {
		ObjectNode template = JsonNodeFactory.instance.objectNode();
		template.put("prefix", PREFIX).put("num_or_range", "1-" + slots).put("fqdn", "localhost");
		template.put("port", ServerRow.FREE_PORT).put("maintenance", "enabled").put("init-addr", "last,127.0.0.1");
		ServerOptions.write(this.settings.serverOptions(), template);
		return template;
	}

	/** The same template with another number of slots; all of its other fields stay. */
	static ObjectNode resized(JsonNode template, int slots) {
		return ((ObjectNode) template.deepCopy()).put("num_or_range", "1-" + slots);
	}

	static int slots(JsonNode template) {
		Matcher range = RANGE.matcher(template.path("num_or_range").asText());
		return range.matches() ? Integer.parseInt(range.group("slots")) : 0;
	}

}
