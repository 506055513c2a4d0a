package io.github.azurediscovery.haproxy.dataplane;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;

/**
 * Options of a server line as the fields by which the Dataplane API takes them. An option
 * without a field is refused rather than left out.
 */
final class ServerOptions {

	private static final String SETTING = "haproxy.dynamic-server-options";

	private static final Set<String> FLAGS = Set.of("check", "ssl", "backup", "send-proxy", "send-proxy-v2",
			"check-send-proxy", "check-ssl");

	private static final Map<String, String> NUMBERS = Map.of("fall", "fall", "rise", "rise", "maxconn", "maxconn",
			"minconn", "minconn", "maxqueue", "maxqueue", "port", "health_check_port", "error-limit", "error_limit",
			"pool-max-conn", "pool_max_conn");

	private static final Set<String> TIMES = Set.of("inter", "fastinter", "downinter", "slowstart");

	private static final Map<String, String> TEXTS = Map.ofEntries(Map.entry("verify", "verify"),
			Map.entry("verifyhost", "verifyhost"), Map.entry("sni", "sni"), Map.entry("check-sni", "check-sni"),
			Map.entry("ca-file", "ssl_cafile"), Map.entry("crt", "ssl_certificate"), Map.entry("alpn", "alpn"),
			Map.entry("check-alpn", "check_alpn"), Map.entry("proto", "proto"), Map.entry("observe", "observe"),
			Map.entry("on-error", "on-error"), Map.entry("on-marked-down", "on-marked-down"),
			Map.entry("addr", "health_check_address"), Map.entry("ssl-min-ver", "ssl_min_ver"),
			Map.entry("ssl-max-ver", "ssl_max_ver"));

	private static final Pattern TIME = Pattern.compile("(?<count>\\d{1,9})(?<unit>ms|s|m|h|)");

	private ServerOptions() {
	}

	/**
	 * Write options as fields.
	 * @param options the options of a server line
	 * @param fields receives the fields
	 * @throws IllegalArgumentException if an option has no field, or a value is none
	 */
	static void write(String options, ObjectNode fields) {
		Iterator<String> words = List.of(options.strip().split("\\s+")).iterator();
		while (words.hasNext()) {
			String option = words.next();
			if (FLAGS.contains(option)) {
				fields.put(option, "enabled");
			}
			else if (NUMBERS.containsKey(option)) {
				fields.put(NUMBERS.get(option), number(options, value(options, words)));
			}
			else if (TIMES.contains(option)) {
				fields.put(option, milliseconds(options, value(options, words)));
			}
			else if (TEXTS.containsKey(option)) {
				fields.put(TEXTS.get(option), value(options, words));
			}
			else {
				expect(option.isEmpty(), options);
			}
		}
	}

	private static String value(String options, Iterator<String> words) {
		expect(words.hasNext(), options);
		return words.next();
	}

	private static int number(String options, String value) {
		expect(value.matches("\\d{1,9}"), options);
		return Integer.parseInt(value);
	}

	private static long milliseconds(String options, String value) {
		Matcher time = TIME.matcher(value);
		expect(time.matches(), options);
		long count = Long.parseLong(time.group("count"));
		return switch (time.group("unit")) {
			case "s" -> Duration.ofSeconds(count).toMillis();
			case "m" -> Duration.ofMinutes(count).toMillis();
			case "h" -> Duration.ofHours(count).toMillis();
			default -> count;
		};
	}

	private static void expect(boolean holds, String options) {
		HaproxyBounds.that(holds, SETTING, options,
				"made of options that the Dataplane API can write, with config=transaction: such as"
						+ " 'check inter 2s fall 2 rise 1 ssl verify required ca-file /etc/ssl/ca.pem'");
	}

}
