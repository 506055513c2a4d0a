package io.github.azurediscovery.spring.autoconfigure;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * Finds the SSL bundle for calls to Azure.
 */
final class Trust {

	private static final String PROPERTY = "azure.discovery.ssl.bundle";

	private Trust() {
	}

	static @Nullable SSLContext of(AzureDiscoveryProperties.Ssl ssl, ObjectProvider<SslBundles> bundles) {
		String name = ssl.bundle();
		if (name == null) {
			return null;
		}
		try {
			return bundles.getObject().getBundle(name).createSslContext();
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidPropertyException(PROPERTY, name, "names no SSL bundle",
					"Define it under spring.ssl.bundle, or use one of " + bundles.getObject().getBundleNames() + ".");
		}
	}

}
