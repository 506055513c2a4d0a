package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.azure.core.management.ProxyResource;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import io.github.azurediscovery.azure.http.ExceptionText;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a successful response has the expected shape. Each page of a list is a JSON
 * object with an array {@code value} of items that have an id, and a scale set has an id.
 * The SDK reads anything else as an empty page or as resources without an id, which would
 * make existing VMs disappear.
 */
final class ResponseShapeCheck {

	private static final int MOST_NAMES = 10;

	private ResponseShapeCheck() {
	}

	/**
	 * Return whether each resource of a response has an id.
	 * @param resources the resources as the SDK read them, {@code null} for no list
	 */
	static boolean isComplete(@Nullable List<? extends @Nullable ProxyResource> resources) {
		return resources != null && resources.stream()
			.allMatch((resource) -> resource != null && AzureResourceId.orNull(resource.id()) != null);
	}

	/**
	 * Say what is wrong with a list.
	 * @param body a JSON object
	 * @return the problem, as the second half of a sentence
	 */
	static String listProblem(byte[] body) {
		List<String> names = new ArrayList<>();
		try (JsonReader json = JsonProviders.createReader(body)) {
			json.nextToken();
			while (json.nextToken() == JsonToken.FIELD_NAME) {
				String name = json.getFieldName();
				if (json.nextToken() == JsonToken.START_ARRAY && name.equals("value")) {
					return itemProblem(json);
				}
				names.add(name);
				json.skipChildren();
			}
		}
		catch (IOException ex) {
			return "it cannot be read";
		}
		return "it is not a list with an array \"value\", its fields are "
				+ names.stream().limit(MOST_NAMES).map(ExceptionText::line).toList();
	}

	private static String itemProblem(JsonReader json) throws IOException {
		for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
			if (json.currentToken() != JsonToken.START_OBJECT || !hasId(json)) {
				return "item " + number + " of the list has no id";
			}
		}
		return "its items are not what Azure lists";
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
