package io.github.azurediscovery.azure.http;

import java.net.URI;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class SameOriginPolicyTests {

	@ParameterizedTest
	@CsvSource({ "https://management.azure.com, https://management.azure.com/next, true",
			"https://management.azure.com, https://management.azure.com:443/next, true",
			"https://management.azure.com:443/, https://MANAGEMENT.azure.com/next, true",
			"https://management.azure.com, https://management.azure.com:8443/next, false",
			"https://management.azure.com, http://management.azure.com/next, false",
			"https://management.azure.com, https://management.azure.com.evil.example/next, false",
			"https://management.azure.com, https://management.azure.com@evil.example/next, false",
			"http://127.0.0.1:8080, http://127.0.0.1:8080/next, true",
			"http://127.0.0.1:8080, http://localhost:8080/next, false" })
	void aDefaultPortIsTheSamePort(String endpoint, String url, boolean passes) {
		HttpPipeline pipeline = new HttpPipelineBuilder().policies(new SameOriginPolicy(URI.create(endpoint)))
			.httpClient((request) -> Mono.error(new IllegalStateException("sent")))
			.build();
		String outcome = pipeline.send(new HttpRequest(HttpMethod.GET, url))
			.map((response) -> "answered")
			.onErrorResume((ex) -> Mono.just(ex.getClass().getSimpleName()))
			.block();
		assertThat(outcome).isEqualTo(passes ? "IllegalStateException" : "ForeignOriginException");
	}

}
