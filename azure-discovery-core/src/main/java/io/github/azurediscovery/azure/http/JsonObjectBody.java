package io.github.azurediscovery.azure.http;

import java.io.IOException;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;

/** Tells whether a body is a JSON object, which all of Azure Resource Manager's are. */
public final class JsonObjectBody {

	private JsonObjectBody() {
	}

	/**
	 * Read a body from its begin to its end.
	 * @param body the body
	 * @return whether it is one JSON object and nothing else
	 */
	public static boolean isComplete(byte[] body) {
		try (JsonReader json = JsonProviders.createReader(body)) {
			if (json.nextToken() != JsonToken.START_OBJECT) {
				return false;
			}
			json.skipChildren();
			return json.nextToken() == JsonToken.END_DOCUMENT;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Return whether a body begins as an object does, and is no web page. */
	static boolean begins(byte[] body) {
		int first = 0;
		while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
			first++;
		}
		return first < body.length && body[first] == '{';
	}

}
