package io.github.azurediscovery.azure.lookup;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.AzureMetadataKeys;

/**
 * Metadata keys that tags must not set, because clients act on them: hosts and URLs that
 * a monitor such as Spring Boot Admin would call, user names and passwords that it or a
 * config client would send, and keys that discovery sets itself. Compared ignoring case
 * and separators.
 */
final class ReservedMetadataKeys {

	private static final Set<String> STEERING = Set.of("managementaddress", "managementscheme", "healthpath",
			"configpath", "user", "username");

	private static final String VM_ID = "vmid";

	private static final String GRPC_PORT = "grpcport";

	private static final Pattern USER = Pattern.compile("user[^a-z0-9].*", Pattern.DOTALL);

	private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]");

	private static final Set<String> OURS = AzureMetadataKeys.ALL.stream()
		.map(ReservedMetadataKeys::plain)
		.collect(Collectors.toUnmodifiableSet());

	private ReservedMetadataKeys() {
	}

	static boolean matches(String key) {
		String lower = key.toLowerCase(Locale.ROOT);
		String plain = plain(lower);
		return STEERING.contains(plain) || OURS.contains(plain) || plain.equals(VM_ID) || USER.matcher(lower).matches()
				|| plain.endsWith("password") || plain.endsWith("url") || plain.endsWith("uri");
	}

	/** Return whether a key leads callers to another port than that of the service. */
	static boolean isPort(String key) {
		return plain(key.toLowerCase(Locale.ROOT)).equals(GRPC_PORT);
	}

	private static String plain(String lower) {
		return SEPARATORS.matcher(lower).replaceAll("");
	}

}
