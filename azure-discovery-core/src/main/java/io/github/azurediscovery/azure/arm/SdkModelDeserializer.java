package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.azure.core.http.HttpHeaders;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.util.serializer.CollectionFormat;
import com.azure.core.util.serializer.SerializerAdapter;
import com.azure.core.util.serializer.SerializerEncoding;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.models.ApiError;
import com.azure.resourcemanager.compute.models.VirtualMachineListResult;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMListResult;
import com.azure.resourcemanager.network.models.NetworkInterfaceListResult;
import com.azure.resourcemanager.network.models.PublicIpAddressListResult;
import com.azure.resourcemanager.resources.models.ResourceListResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers into the models of the Azure SDK by their own {@code fromJson}. The SDK's
 * default does so, too, but loads all of Jackson's data binding first. Writes nothing, as
 * discovery sends no body.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
final class SdkModelDeserializer implements SerializerAdapter {

	private static final Map<Type, ReadValueCallback<JsonReader, ?>> READERS = Map.of(ResourceListResult.class,
			ResourceListResult::fromJson, VirtualMachineListResult.class, VirtualMachineListResult::fromJson,
			VirtualMachineScaleSetVMListResult.class, VirtualMachineScaleSetVMListResult::fromJson,
			VirtualMachineScaleSetInner.class, VirtualMachineScaleSetInner::fromJson, NetworkInterfaceListResult.class,
			NetworkInterfaceListResult::fromJson, PublicIpAddressListResult.class, PublicIpAddressListResult::fromJson,
			ManagementError.class, ManagementError::fromJson, ApiError.class, ApiError::fromJson);

	@Override
	public <T> @Nullable T deserialize(String json, Type type, SerializerEncoding encoding) throws IOException {
		return deserialize(json.getBytes(StandardCharsets.UTF_8), type, encoding);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T deserialize(byte[] json, Type type, SerializerEncoding encoding) throws IOException {
		ReadValueCallback<JsonReader, ?> model = READERS.get(type);
		if (model == null) {
			throw new IllegalArgumentException(type.getTypeName() + " is not a model that discovery reads");
		}
		if (json.length == 0) {
			return null;
		}
		try (JsonReader reader = JsonProviders.createReader(json)) {
			return (T) model.read(reader);
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
