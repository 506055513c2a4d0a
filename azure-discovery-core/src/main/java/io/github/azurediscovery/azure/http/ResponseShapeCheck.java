package io.github.azurediscovery.azure.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a successful response has the expected shape. Each page of a list is a JSON
 * object with an array {@code value} of items that have an id, and a scale set has an id.
 * The SDK reads anything else as an empty page and drops items without an id, which would
 * make existing VMs disappear.
 */
final class ResponseShapeCheck {

	private static final int MOST_NAMES = 10;

	private ResponseShapeCheck() {
	}

	/**
	 * Check a response.
	 * @param operation the kind of request
	 * @param body a JSON object
	 * @return the problem, or {@code null} if there is none
	 */
	static @Nullable String problem(ArmOperation operation, byte[] body) {
		List<String> names = new ArrayList<>();
		try (JsonReader json = JsonProviders.createReader(body)) {
			json.nextToken();
			while (json.nextToken() == JsonToken.FIELD_NAME) {
				String name = json.getFieldName();
				JsonToken value = json.nextToken();
				if (operation.list() && name.equals("value") && value == JsonToken.START_ARRAY) {
					return items(json);
				}
				if (!operation.list() && name.equals("id") && value == JsonToken.STRING) {
					return null;
				}
				names.add(name);
				json.skipChildren();
			}
		}
		catch (IOException ex) {
			return "it cannot be read";
		}
		return (operation.list() ? "it is not a list with an array \"value\"" : "it has no id") + ", its fields are "
				+ names.stream().limit(MOST_NAMES).map(ExceptionText::line).toList();
	}

	private static @Nullable String items(JsonReader json) throws IOException {
		for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
			if (json.currentToken() != JsonToken.START_OBJECT || !hasId(json)) {
				return "item " + number + " of the list has no id";
			}
		}
		return null;
	}

	private static boolean hasId(JsonReader json) throws IOException {
		boolean id = false;
		while (json.nextToken() == JsonToken.FIELD_NAME) {
			boolean named = json.getFieldName().equals("id");
			JsonToken value = json.nextToken();
			id |= named && value == JsonToken.STRING && AzureResourceId.orNull(json.getString()) != null;
			json.skipChildren();
		}
		return id;
	}

}
