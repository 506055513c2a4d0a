package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import com.azure.core.http.rest.Response;
import com.azure.core.management.ProxyResource;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.azure.json.ReadValueCallback;
import io.github.azurediscovery.azure.http.JsonObjectBody;
import io.github.azurediscovery.azure.http.UnreadableResponseException;
import org.jspecify.annotations.Nullable;

/**
 * How a model of the SDK is read from a successful response, and what it has to hold.
 * Each body is read once; one that is not as expected is read again, to say why.
 *
 * @param <M> the type of the model
 * @param reader the model's own {@code fromJson}
 * @param complete whether a model holds it
 * @param problem says what is wrong with a JSON object that does not hold it
 */
record SdkModel<M>(ReadValueCallback<JsonReader, M> reader, Predicate<M> complete, Function<byte[], String> problem) {

	/** A page of a list. */
	static <M> SdkModel<M> page(ReadValueCallback<JsonReader, M> reader,
			Function<M, @Nullable List<? extends @Nullable ProxyResource>> resources) {
		return new SdkModel<>(reader, (page) -> ResponseShapeCheck.isComplete(resources.apply(page)),
				ResponseShapeCheck::listProblem);
	}

	/** A single resource. */
	static <M extends ProxyResource> SdkModel<M> resource(ReadValueCallback<JsonReader, M> reader) {
		return new SdkModel<>(reader, (resource) -> resource.id() != null, (body) -> "it has no id");
	}

	/**
	 * Read the body of a response.
	 * @throws UnreadableResponseException if it is not one JSON object with all that the
	 * model has to hold
	 */
	M read(Response<byte[]> response) {
		try (JsonReader json = JsonProviders.createReader(response.getValue())) {
			M model = this.reader.read(json);
			if (json.nextToken() == JsonToken.END_DOCUMENT && this.complete.test(model)) {
				return model;
			}
		}
		catch (IOException | RuntimeException ex) {
			throw unreadable(response, ex);
		}
		throw unreadable(response, null);
	}

	private UnreadableResponseException unreadable(Response<byte[]> response, @Nullable Exception cause) {
		return JsonObjectBody.isComplete(response.getValue())
				? UnreadableResponseException.unexpected(response, this.problem.apply(response.getValue()), cause)
				: UnreadableResponseException.noJson(response, cause);
	}

}
