package io.github.azurediscovery.spring.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallReporter;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;

/**
 * {@link ServiceInstance} for an instance of the catalog. Immutable; all values are
 * computed once. Two are equal if id, service, host, port and security are equal.
 * Metadata is not compared, because retry and sticky sessions compare instances across
 * refreshes.
 * <p>
 * {@link #getScheme()} returns {@code null} on purpose: with a scheme, Spring Cloud would
 * not turn {@code ws} into {@code wss} ({@code LoadBalancerUriTools}).
 */
public final class AzureServiceInstance implements ServiceInstance {

	private final Instance instance;

	private final @Nullable CallReporter calls;

	private final String host;

	private final int port;

	private final boolean secure;

	private final Map<String, String> metadata;

	private final URI uri;

	private final int hash;

	/**
	 * Create a service instance whose calls are not reported.
	 * @param instance the instance
	 * @throws IllegalArgumentException if its host is not valid in a URI
	 */
	public AzureServiceInstance(Instance instance) {
		this(instance, null);
	}

	/**
	 * Create a service instance.
	 * @param instance the instance
	 * @param calls receives reports of calls to the instance, or {@code null}
	 * @throws IllegalArgumentException if its host is not valid in a URI
	 */
	public AzureServiceInstance(Instance instance, @Nullable CallReporter calls) {
		this.instance = instance;
		this.calls = calls;
		this.host = instance.host();
		this.port = instance.port();
		this.secure = instance.secure();
		this.metadata = metadata(instance);
		this.uri = uri(instance);
		this.hash = Objects.hash(instance.id(), instance.service(), instance.host(), instance.port());
	}

	private static URI uri(Instance instance) {
		try {
			return new URI(instance.secure() ? "https" : "http", instance.host() + ":" + instance.port(), null, null,
					null);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException(
					"'" + instance.host() + "' of " + instance.name() + " is not valid in a URI", ex);
		}
	}

	private static Map<String, String> metadata(Instance instance) {
		Map<String, String> metadata = new TreeMap<>(instance.metadata());
		put(metadata, "zone", instance.zone());
		put(metadata, "region", instance.region());
		put(metadata, "scale-set", instance.scaleSet());
		put(metadata, "resource-group", instance.resourceGroup());
		put(metadata, "vm-name", instance.name());
		return metadata.equals(instance.metadata()) ? instance.metadata() : Collections.unmodifiableMap(metadata);
	}

	private static void put(Map<String, String> metadata, String key, @Nullable String value) {
		if (value != null) {
			metadata.put(key, value);
		}
	}

	/**
	 * Return the instance of the catalog, with everything that is known about it.
	 * @return the instance
	 */
	public Instance instance() {
		return this.instance;
	}

	/**
	 * Return the receiver of reports of calls to this instance.
	 * @return the receiver, or {@code null} if calls are not reported
	 */
	public @Nullable CallReporter calls() {
		return this.calls;
	}

	@Override
	public String getInstanceId() {
		return this.instance.id();
	}

	@Override
	public String getServiceId() {
		return this.instance.service();
	}

	@Override
	public String getHost() {
		return this.host;
	}

	@Override
	public int getPort() {
		return this.port;
	}

	@Override
	public boolean isSecure() {
		return this.secure;
	}

	@Override
	public URI getUri() {
		return this.uri;
	}

	@Override
	public Map<String, String> getMetadata() {
		return this.metadata;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof AzureServiceInstance that && this.hash == that.hash
				&& this.instance.port() == that.instance.port() && this.instance.secure() == that.instance.secure()
				&& this.instance.id().equals(that.instance.id())
				&& this.instance.service().equals(that.instance.service())
				&& this.instance.host().equals(that.instance.host()));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	@Override
	public String toString() {
		return this.instance.service() + " at " + this.uri + " (" + this.instance.name() + ")";
	}

}
