package io.github.azurediscovery.azure.arm;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import com.azure.core.http.rest.Response;
import com.azure.core.management.ProxyResource;
import com.azure.core.util.Context;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A request for a list, page by page.
 *
 * @param <P> the type of a page
 * @param <T> the type of an item
 * @param first requests the first page
 * @param next requests the page that a link refers to
 * @param reader reads a page
 * @param items the items of a page, {@code null} for none
 * @param link the link to the next page, {@code null} on the last
 */
record PagedListRequest<P, T extends ProxyResource>(Function<Context, Mono<Response<byte[]>>> first,
		BiFunction<String, Context, Mono<Response<byte[]>>> next, ReadValueCallback<JsonReader, P> reader,
		Function<P, @Nullable List<T>> items, Function<P, @Nullable String> link) {

	P firstPage(Context context) {
		return page(this.first.apply(context));
	}

	P nextPage(String link, Context context) {
		return page(this.next.apply(link, context));
	}

	private P page(Mono<Response<byte[]>> request) {
		return SdkModel.page(this.reader, this.items::apply).read(answer(request));
	}

	/** Wait for a response. It has a body: the pipeline accepts no other. */
	static Response<byte[]> answer(Mono<Response<byte[]>> request) {
		return request.blockOptional().orElseThrow();
	}

}
