package io.github.azurediscovery.spring.autoconfigure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialBeanSelectorTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class))
		.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.tags.enabled=false");

	@Test
	void makesOneWhereThereIsNone() {
		this.contexts.run((context) -> assertThat(select(context)).isNull());
	}

	@Test
	void takesTheOnlyOne() {
		this.contexts.withBean("mine", Mine.class, Mine::new)
			.run((context) -> assertThat(select(context)).hasToString("AzureCredential[Mine]"));
	}

	@Test
	void takesTheOneThatIsNamed() {
		this.contexts.withBean("mine", Mine.class, Mine::new)
			.withBean("springCloudAzureDefaultCredential", Theirs.class, Theirs::new)
			.withPropertyValues("azure.discovery.credential.bean-name=mine")
			.run((context) -> assertThat(select(context)).hasToString("AzureCredential[Mine]"));
	}

	@Test
	void takesOurOwnTypeBeforeThatOfSpringCloudAzure() {
		this.contexts.withBean(AzureCredential.class, () -> AzureCredential.of(new Mine()))
			.withBean("springCloudAzureDefaultCredential", Theirs.class, Theirs::new)
			.run((context) -> assertThat(select(context)).hasToString("AzureCredential[Mine]"));
	}

	@Test
	void takesThatOfSpringCloudAzureBeforeOthers() {
		this.contexts.withBean("mine", Mine.class, Mine::new)
			.withBean("springCloudAzureDefaultCredential", Theirs.class, Theirs::new)
			.run((context) -> assertThat(select(context)).hasToString("AzureCredential[Theirs]"));
	}

	@Test
	void takesNoneThatIsFoundWhereTheKindIsConfigured() {
		this.contexts.withBean("mine", Mine.class, Mine::new)
			.withPropertyValues("azure.discovery.credential.type=managed-identity")
			.run((context) -> assertThat(select(context)).isNull());
	}

	@Test
	void takesThePrimaryOneOfSeveral() {
		this.contexts.withBean("one", Theirs.class, Theirs::new)
			.withBean("two", Mine.class, Mine::new, (definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(select(context)).hasToString("AzureCredential[Mine]"));
	}

	@Test
	void namesTheCandidatesIfItCannotChoose() {
		this.contexts.withBean("one", Theirs.class, Theirs::new)
			.withBean("two", Mine.class, Mine::new)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasRootCauseInstanceOf(InvalidDiscoveryPropertyException.class)
				.rootCause()
				.hasMessageContaining("azure.discovery.credential.bean-name")
				.hasMessageContaining("one")
				.hasMessageContaining("two"));
	}

	@Test
	void saysThatANamedOneIsMissing() {
		this.contexts.withBean("mine", Mine.class, Mine::new)
			.withPropertyValues("azure.discovery.credential.bean-name=other")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("bean-name=other is not the name of a TokenCredential bean")
				.hasMessageContaining("mine"));
	}

	@Test
	void saysThatAnSslBundleIsMissing() {
		this.contexts.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("azure.discovery.ssl.bundle=corporate")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("azure.discovery.ssl.bundle=corporate"));
	}

	private static AzureCredential select(ApplicationContext context) {
		return new CredentialBeanSelector(context, context.getBean(AzureAccessProperties.class).credential()).select();
	}

	private static final class Mine implements TokenCredential {

		@Override
		public Mono<AccessToken> getToken(TokenRequestContext request) {
			return Mono.empty();
		}

	}

	private static final class Theirs implements TokenCredential {

		@Override
		public Mono<AccessToken> getToken(TokenRequestContext request) {
			return Mono.empty();
		}

	}

}
