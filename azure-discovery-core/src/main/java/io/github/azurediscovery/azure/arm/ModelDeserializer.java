package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.azure.core.http.HttpHeaders;
import com.azure.core.util.serializer.CollectionFormat;
import com.azure.core.util.serializer.SerializerAdapter;
import com.azure.core.util.serializer.SerializerEncoding;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers into the models of the Azure SDK by their own {@code fromJson}. The SDK's
 * default does so, too, but loads all of Jackson's data binding first. Writes nothing, as
 * discovery sends no body.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
final class ModelDeserializer implements SerializerAdapter {

	private static final ClassValue<MethodHandle> FROM_JSON = new ClassValue<>() {

		@Override
		protected MethodHandle computeValue(Class<?> model) {
			try {
				return MethodHandles.publicLookup()
					.findStatic(model, "fromJson", MethodType.methodType(model, JsonReader.class));
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalArgumentException(model.getName() + " is no model of the Azure SDK", ex);
			}
		}

	};

	@Override
	public <T> @Nullable T deserialize(String json, Type type, SerializerEncoding encoding) throws IOException {
		return deserialize(json.getBytes(StandardCharsets.UTF_8), type, encoding);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T deserialize(byte[] json, Type type, SerializerEncoding encoding) throws IOException {
		if (json.length == 0) {
			return null;
		}
		try (JsonReader reader = JsonProviders.createReader(json)) {
			return (T) FROM_JSON.get((Class<?>) type).invoke(reader);
		}
		catch (IOException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public <T> T deserialize(HttpHeaders headers, Type type) {
		throw new UnsupportedOperationException("headers are read one by one");
	}

	@Override
	public String serialize(Object object, SerializerEncoding encoding) {
		throw new UnsupportedOperationException("no request has a body");
	}

	@Override
	public String serializeRaw(Object object) {
		return object.toString();
	}

	@Override
	public String serializeList(List<?> list, CollectionFormat format) {
		throw new UnsupportedOperationException("no request has a list among its parameters");
	}

}
