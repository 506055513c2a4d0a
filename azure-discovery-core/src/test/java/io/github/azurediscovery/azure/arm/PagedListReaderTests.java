package io.github.azurediscovery.azure.arm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.management.ProxyResource;
import com.azure.resourcemanager.resources.models.ResourceListResult;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How far a list is followed. */
class PagedListReaderTests {

	private static final ResourceListScope PLACE = new ResourceListScope("sub", "shop");

	private final AtomicInteger pages = new AtomicInteger();

	private final PagedListReader lister = new PagedListReader(
			InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")), new Random(1));

	@Test
	void followsManyPages() throws Exception {
		assertThat(list(1_900)).hasSize(1_900);
	}

	@Test
	void limitsTheNumberOfPages() {
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(Integer.MAX_VALUE))
			.withMessageContaining("exceed 2000");
		assertThat(this.pages).hasValue(2_000);
	}

	private List<String> list(int pages) throws Exception {
		return this.lister.list(
				PagedListReader.ListRequest.of(ArmOperation.NETWORK_INTERFACES, PLACE, new ArmRequestCounter()),
				new PagedListRequest<>((context) -> page(pages), (link, context) -> page(pages),
						ResourceListResult::fromJson, ResourceListResult::value, ResourceListResult::nextLink),
				ProxyResource::id);
	}

	private Mono<Response<byte[]>> page(int last) {
		int number = this.pages.incrementAndGet();
		String link = (number < last) ? "\"http://127.0.0.1/" + number + '"' : "null";
		String body = """
				{
					"value": [{"id": "/subscriptions/sub/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/%d"}],
					"nextLink": %s
				}
				"""
			.formatted(number, link);
		return Mono.just(new SimpleResponse<>(new HttpRequest(HttpMethod.GET, "http://127.0.0.1/" + number), 200,
				new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8)));
	}

}
