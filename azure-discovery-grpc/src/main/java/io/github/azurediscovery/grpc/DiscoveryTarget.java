package io.github.azurediscovery.grpc;

import java.net.URI;
import java.util.Locale;

import io.github.azurediscovery.catalog.HostName;
import org.jspecify.annotations.Nullable;

/**
 * The service that the target of a channel names, such as
 * {@code azure-discovery:///orders}.
 *
 * @param service the id of the service, in lower case
 */
record DiscoveryTarget(String service) {

	/**
	 * Read a target.
	 * @param target the target of a channel
	 * @throws IllegalArgumentException if it names no service, with what to write instead
	 */
	static DiscoveryTarget parse(URI target) {
		String authority = target.getRawAuthority();
		if (authority != null && !authority.isEmpty()) {
			throw malformed(target, "it names the host '" + authority + "', but instances come from discovery: write "
					+ target.getScheme() + ":///" + withoutSlash(target.getPath()));
		}
		String service = withoutSlash(target.getPath());
		if (service.isEmpty()) {
			throw malformed(target, "it names no service: write " + target.getScheme() + ":///orders for the service"
					+ " 'orders', with three slashes");
		}
		if (target.getRawQuery() != null || target.getRawFragment() != null) {
			throw malformed(target, "it goes on after the service '" + service + "'");
		}
		return new DiscoveryTarget(id(target, service));
	}

	private static String id(URI target, String service) {
		String id = service.toLowerCase(Locale.ROOT);
		int colon = id.indexOf(':');
		if (colon >= 0) {
			throw malformed(target, "it names the port '" + id.substring(colon + 1)
					+ "', but the port is that of the service, or of an instance's metadata " + GrpcPort.METADATA);
		}
		if (!HostName.isValid(id)) {
			throw malformed(target,
					"'" + service + "' is not the id of a service, which has letters, digits, hyphens and dots");
		}
		return id;
	}

	private static String withoutSlash(@Nullable String path) {
		return (path == null) ? "" : path.startsWith("/") ? path.substring(1) : path;
	}

	private static IllegalArgumentException malformed(URI target, String why) {
		return new IllegalArgumentException("The gRPC target '" + target + "' cannot be resolved: " + why);
	}

}
