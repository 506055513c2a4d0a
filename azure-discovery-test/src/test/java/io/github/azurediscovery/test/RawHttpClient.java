package io.github.azurediscovery.test;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.test.http.JsonText;

/**
 * Asks the simulated Azure over HTTP and reads its JSON by paths such as
 * {@code properties.ipConfigurations.0.name}.
 */
final class RawHttpClient {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI base;

	private final String[] headers;

	RawHttpClient(URI base, String... headers) {
		this.base = base;
		this.headers = headers;
	}

	HttpResponse<String> get(String target) throws Exception {
		return this.http.send(request(target).build(), HttpResponse.BodyHandlers.ofString());
	}

	CompletableFuture<Integer> getAsync(String target) {
		return this.http.sendAsync(request(target).build(), HttpResponse.BodyHandlers.ofString())
			.thenApply(HttpResponse::statusCode);
	}

	HttpResponse<String> post(String target, String body) throws Exception {
		return this.http.send(request(target).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	Object read(String target) throws Exception {
		HttpResponse<String> response = get(target);
		if (response.statusCode() != 200) {
			throw new IOException(response.statusCode() + " " + response.body());
		}
		return json(response);
	}

	static Map<String, Object> json(HttpResponse<String> response) throws IOException {
		return JsonText.read(response.body().getBytes(StandardCharsets.UTF_8));
	}

	List<Object> readAll(String target) throws Exception {
		List<Object> items = new ArrayList<>();
		String next = target;
		while (next != null) {
			Object page = read(next);
			items.addAll(list(page, "value"));
			String link = (String) at(page, "nextLink");
			next = (link != null) ? encoded(link) : null;
		}
		return items;
	}

	static String encoded(String link) {
		return link.replace(" ", "%20").replace("'", "%27");
	}

	static String parameter(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	static Object at(Object json, String path) {
		Object found = json;
		for (String step : path.split("\\.")) {
			if (found instanceof Map<?, ?> object) {
				found = object.get(step);
			}
			else if (found instanceof List<?> array && Integer.parseInt(step) < array.size()) {
				found = array.get(Integer.parseInt(step));
			}
			else {
				return null;
			}
		}
		return found;
	}

	static List<Object> list(Object json, String path) {
		return new ArrayList<>((List<?>) at(json, path));
	}

	static List<String> texts(List<Object> items, String path) {
		List<String> texts = new ArrayList<>();
		for (Object item : items) {
			texts.add(String.valueOf(at(item, path)));
		}
		return texts;
	}

	private HttpRequest.Builder request(String target) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(target));
		if (this.headers.length > 0) {
			request.headers(this.headers);
		}
		return request;
	}

}
