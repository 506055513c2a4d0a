package io.github.azurediscovery.spring.autoconfigure;

import java.util.Arrays;

import com.azure.core.credential.TokenCredential;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Selects a credential from the beans of an application context. The first match wins:
 * the bean named by {@code credential.bean-name}, an {@link AzureCredential}, and, unless
 * the properties ask for another type of credential, that of Spring Cloud Azure or the
 * only {@link TokenCredential}.
 */
final class CredentialBeanSelector {

	private static final String SPRING_CLOUD_AZURE = "springCloudAzureDefaultCredential";

	private static final String PROPERTY = "azure.discovery.credential.bean-name";

	private final ListableBeanFactory beans;

	private final AzureAccessProperties.Credential properties;

	CredentialBeanSelector(ListableBeanFactory beans, AzureAccessProperties.Credential properties) {
		this.beans = beans;
		this.properties = properties;
	}

	/**
	 * Select the credential.
	 * @return the credential, or {@code null} if it is to be created from the properties
	 */
	@Nullable AzureCredential select() {
		String name = this.properties.beanName();
		if (name != null) {
			return named(name);
		}
		AzureCredential own = this.beans.getBeanProvider(AzureCredential.class).getIfAvailable();
		if (own != null) {
			return own;
		}
		return (this.properties.type() == CredentialSettings.Type.DEFAULT) ? discovered() : null;
	}

	private AzureCredential named(String name) {
		if (!this.beans.containsBean(name) || !this.beans.isTypeMatch(name, TokenCredential.class)) {
			throw new InvalidDiscoveryPropertyException(PROPERTY, name, "is not the name of a TokenCredential bean",
					"Use one of " + names() + ", or remove the property.");
		}
		return AzureCredential.of(this.beans.getBean(name, TokenCredential.class));
	}

	private @Nullable AzureCredential discovered() {
		if (this.beans.containsBean(SPRING_CLOUD_AZURE)
				&& this.beans.isTypeMatch(SPRING_CLOUD_AZURE, TokenCredential.class)) {
			return named(SPRING_CLOUD_AZURE);
		}
		TokenCredential only = this.beans.getBeanProvider(TokenCredential.class).getIfUnique();
		if (only == null && this.beans.getBeanNamesForType(TokenCredential.class).length > 1) {
			throw new InvalidDiscoveryPropertyException(PROPERTY, null,
					"is not set, but there are several TokenCredential beans: " + names(), "Set it to one of them.");
		}
		return (only != null) ? AzureCredential.of(only) : null;
	}

	private String names() {
		return Arrays.toString(this.beans.getBeanNamesForType(TokenCredential.class));
	}

}
