package io.github.azurediscovery.azure.arm;

import java.lang.reflect.Type;
import java.util.List;

import com.azure.core.http.HttpHeaders;
import com.azure.core.util.serializer.CollectionFormat;
import com.azure.core.util.serializer.SerializerAdapter;
import com.azure.core.util.serializer.SerializerEncoding;

/**
 * Writes the parameters of requests, which is all that is left to a serializer: no
 * request has a body, and the models of the SDK are read by their own {@code fromJson}.
 * The SDK's default loads all of Jackson's data binding first.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
final class RequestParameterSerializer implements SerializerAdapter {

	@Override
	public String serializeRaw(Object object) {
		return object.toString();
	}

	@Override
	public String serialize(Object object, SerializerEncoding encoding) {
		throw new UnsupportedOperationException("no request has a body");
	}

	@Override
	public String serializeList(List<?> list, CollectionFormat format) {
		throw new UnsupportedOperationException("no request has a list among its parameters");
	}

	@Override
	public <T> T deserialize(String json, Type type, SerializerEncoding encoding) {
		throw new UnsupportedOperationException(type.getTypeName() + " has no fromJson of its own");
	}

	@Override
	public <T> T deserialize(HttpHeaders headers, Type type) {
		throw new UnsupportedOperationException("headers are read one by one");
	}

}
