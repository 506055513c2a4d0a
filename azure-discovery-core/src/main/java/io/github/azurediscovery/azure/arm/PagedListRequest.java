package io.github.azurediscovery.azure.arm;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A request for a list, page by page.
 *
 * @param <P> the type of a page
 * @param <T> the type of an item
 * @param first requests the first page
 * @param next requests the page that a link refers to
 * @param items the items of a page, {@code null} for none
 * @param link the link to the next page, {@code null} on the last
 */
record PagedListRequest<P, T>(Function<Context, Mono<Response<P>>> first,
		BiFunction<String, Context, Mono<Response<P>>> next, Function<P, @Nullable List<T>> items,
		Function<P, @Nullable String> link) {

	P firstPage(Context context) {
		return answer(this.first.apply(context));
	}

	P nextPage(String link, Context context) {
		return answer(this.next.apply(link, context));
	}

	/** Wait for a response. It has a body: the pipeline accepts no other. */
	static <P> P answer(Mono<Response<P>> request) {
		return request.blockOptional().map(Response::getValue).orElseThrow();
	}

}
