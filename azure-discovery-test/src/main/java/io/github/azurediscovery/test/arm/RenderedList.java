package io.github.azurediscovery.test.arm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.azurediscovery.test.http.JsonText;
import io.github.azurediscovery.test.http.MessageBody;
import org.jspecify.annotations.Nullable;

/**
 * One list, rendered: its items in order, and its pages as bytes. A page is known by the
 * item it begins after, so that a reader who turns the page while the estate changes
 * neither loses nor repeats an item that was there all the time.
 */
final class RenderedList {

	private final List<String> keys = new ArrayList<>();

	private final List<byte[]> items = new ArrayList<>();

	private final int size;

	private final Function<String, String> nextLink;

	private final Map<String, Page> pages = new ConcurrentHashMap<>();

	/**
	 * Render the items; pages are rendered when asked for.
	 * @param items the items in any order
	 * @param size how many items stand on a page
	 * @param nextLink makes the link for a skip token
	 */
	RenderedList(List<ListedItem> items, int size, Function<String, String> nextLink) {
		this.size = size;
		this.nextLink = nextLink;
		items.stream().sorted(Comparator.comparing(ListedItem::key)).forEach((item) -> {
			this.keys.add(item.key());
			this.items.add(JsonText.write(item.json()));
		});
	}

	/**
	 * Render all pages, compressed too.
	 */
	void renderAhead() {
		for (int from = 0; from < this.keys.size(); from += this.size) {
			page((from == 0) ? "" : this.keys.get(from - 1)).body().gzip();
		}
	}

	/**
	 * Return a page.
	 * @param skipToken where it begins, {@code null} or empty for the first
	 */
	Page at(@Nullable String skipToken) {
		return page((skipToken == null) ? "" : decode(skipToken));
	}

	private Page page(String after) {
		return this.pages.computeIfAbsent(after, this::render);
	}

	private Page render(String after) {
		int from = 0;
		while (from < this.keys.size() && this.keys.get(from).compareTo(after) <= 0) {
			from++;
		}
		int to = Math.min(this.keys.size(), from + this.size);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(bytes("{\"value\":["));
		for (int i = from; i < to; i++) {
			out.writeBytes((i == from) ? new byte[0] : bytes(","));
			out.writeBytes(this.items.get(i));
		}
		out.writeBytes(bytes("]"));
		if (to < this.keys.size()) {
			String text = new String(
					JsonText.write(JsonText.object("nextLink", this.nextLink.apply(encode(this.keys.get(to - 1))))),
					StandardCharsets.UTF_8);
			out.writeBytes(bytes("," + text.substring(1, text.length() - 1)));
		}
		out.writeBytes(bytes("}"));
		return new Page(new MessageBody(out.toByteArray()), to - from);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String encode(String key) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(key));
	}

	/**
	 * A tilde at the end only makes the token a different one.
	 */
	private static String decode(String skipToken) {
		try {
			return new String(Base64.getUrlDecoder().decode(skipToken.replace("~", "")), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new ArmRefusalException(400, "InvalidParameter", "The value of parameter $skiptoken is invalid.",
					"$skiptoken");
		}
	}

	/**
	 * A rendered page.
	 *
	 * @param body its bytes
	 * @param items how many items stand on it
	 */
	record Page(MessageBody body, int items) {
	}

}
