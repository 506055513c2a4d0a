package io.github.azurediscovery.apps.azure;

import java.time.OffsetDateTime;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application that told Spring Cloud Azure how to get tokens. */
@SpringBootApplication
class AzureApplication {

	@Bean
	TokenCredential companyCredential() {
		return (request) -> Mono.just(new AccessToken("a-token-of-the-company", OffsetDateTime.now().plusHours(1)));
	}

}
