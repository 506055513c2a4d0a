package io.github.azurediscovery.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * One file of the dashboard's page.
 *
 * @param content the text
 * @param type the media type
 * @param etag identifies the content
 */
record PageAsset(String content, MediaType type, String etag) {

	private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(html|js|css|svg)");

	private static final Map<String, MediaType> TYPES = Map.of("html",
			MediaType.parseMediaType("text/html;charset=UTF-8"), "js",
			MediaType.parseMediaType("text/javascript;charset=UTF-8"), "css",
			MediaType.parseMediaType("text/css;charset=UTF-8"), "svg", MediaType.parseMediaType("image/svg+xml"));

	/**
	 * Read a file of the page.
	 * @param name the name of the file, without a folder
	 * @return the file, or {@code null} if it does not exist
	 */
	static @Nullable PageAsset read(String name) {
		if (!NAME.matcher(name).matches()) {
			return null;
		}
		try (InputStream in = PageAsset.class.getResourceAsStream("page/" + name)) {
			if (in == null) {
				return null;
			}
			byte[] bytes = in.readAllBytes();
			String extension = name.substring(name.indexOf('.') + 1);
			return new PageAsset(new String(bytes, StandardCharsets.UTF_8),
					Objects.requireNonNull(TYPES.get(extension)), '"' + DigestUtils.md5DigestAsHex(bytes) + '"');
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Failed to read the dashboard's file " + name, ex);
		}
	}

}
