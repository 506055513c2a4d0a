package io.github.azurediscovery.spring.autoconfigure;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * Creates the SSL context for connections to Azure from an SSL bundle.
 */
final class AzureSslContextFactory {

	private static final String PROPERTY = "azure.discovery.ssl.bundle";

	private AzureSslContextFactory() {
	}

	static @Nullable SSLContext create(AzureAccessProperties.Ssl ssl, ObjectProvider<SslBundles> bundles) {
		String name = ssl.bundle();
		if (name == null) {
			return null;
		}
		try {
			return bundles.getObject().getBundle(name).createSslContext();
		}
		catch (NoSuchSslBundleException ex) {
			throw unknown(name, bundles.getObject().getBundleNames());
		}
	}

	/**
	 * Create the SSL context where there is no application context, and so no bundle.
	 * @param ssl names the bundle
	 * @param binder reads {@code spring.ssl.bundle}
	 * @return the SSL context, or {@code null} if no bundle is named
	 */
	static @Nullable SSLContext create(AzureAccessProperties.Ssl ssl, Binder binder) {
		String name = ssl.bundle();
		if (name == null) {
			return null;
		}
		SslProperties.Bundles bundles = binder.bindOrCreate("spring.ssl", SslProperties.class).getBundle();
		PemSslBundleProperties pem = bundles.getPem().get(name);
		if (pem != null) {
			return PropertiesSslBundle.get(pem).createSslContext();
		}
		JksSslBundleProperties jks = bundles.getJks().get(name);
		if (jks != null) {
			return PropertiesSslBundle.get(jks).createSslContext();
		}
		Set<String> names = new TreeSet<>(bundles.getPem().keySet());
		names.addAll(bundles.getJks().keySet());
		throw unknown(name, names);
	}

	private static InvalidDiscoveryPropertyException unknown(String name, Collection<String> names) {
		return new InvalidDiscoveryPropertyException(PROPERTY, name, "is not the name of an SSL bundle",
				"Define it under spring.ssl.bundle, or use one of " + names + ".");
	}

}
