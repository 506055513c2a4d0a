package io.github.azurediscovery.test.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer as it goes out.
 *
 * @param status the HTTP status
 * @param headers the headers, the length and encoding aside
 * @param body the body, plain and compressed
 * @param delivery how much of it reaches the client
 */
public record HttpAnswer(int status, Map<String, String> headers, MessageBody body, Delivery delivery) {

	private static final String JSON = "application/json; charset=utf-8";

	/**
	 * Answer a body made of JSON.
	 * @param status the HTTP status
	 * @param value the JSON value
	 * @return the answer
	 */
	public static HttpAnswer json(int status, Object value) {
		return of(status, JSON, new MessageBody(JsonText.write(value)));
	}

	/**
	 * Answer a body that was rendered before.
	 * @param status the HTTP status
	 * @param body JSON text
	 * @return the answer
	 */
	public static HttpAnswer json(int status, MessageBody body) {
		return of(status, JSON, body);
	}

	/**
	 * Answer some text.
	 * @param status the HTTP status
	 * @param contentType its media type
	 * @param text the text
	 * @return the answer
	 */
	public static HttpAnswer text(int status, String contentType, String text) {
		return of(status, contentType, new MessageBody(text.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Answer a body of any kind.
	 * @param status the HTTP status
	 * @param contentType its media type
	 * @param body the body
	 * @return the answer
	 */
	public static HttpAnswer bytes(int status, String contentType, MessageBody body) {
		return of(status, contentType, body);
	}

	private static HttpAnswer of(int status, String contentType, MessageBody body) {
		return new HttpAnswer(status, Map.of("Content-Type", contentType), body, Delivery.COMPLETE);
	}

	/**
	 * Return this answer with one more header.
	 * @param name the name of the header
	 * @param value its value
	 * @return a new answer
	 */
	public HttpAnswer header(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new HttpAnswer(this.status, more, this.body, this.delivery);
	}

	HttpAnswer delivered(Delivery delivery) {
		return new HttpAnswer(this.status, this.headers, this.body, delivery);
	}

	HttpAnswer withBody(byte[] body) {
		return new HttpAnswer(this.status, this.headers, new MessageBody(body), this.delivery);
	}

	/**
	 * How much of an answer reaches the client.
	 */
	public enum Delivery {

		/** All of it. */
		COMPLETE,

		/** The headers and half of the body, then the connection ends. */
		TRUNCATED,

		/** The headers and half of the body, then nothing more for a long time. */
		STALLED,

		/** Nothing: the connection ends. */
		DROPPED

	}

}
