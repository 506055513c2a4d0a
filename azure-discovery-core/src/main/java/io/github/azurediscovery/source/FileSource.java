package io.github.azurediscovery.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A service whose addresses are in a file: one {@code host:port} per line, {@code #}
 * starts a comment; or a JSON array of such texts, or of objects with {@code host},
 * {@code port}, {@code secure}, {@code zone} and {@code metadata}. The file is looked at
 * every 5 s unless the service has its own interval, and read again only when its
 * modification time or size differs. A file that is missing, broken, larger than 16 MB,
 * no regular file, or changing while it is read is a failure: what it said last is kept.
 * Replace it by renaming another over it. A link is followed.
 */
public final class FileSource implements InstanceSource {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final ServiceAddressDefaults defaults;

	private final String name;

	private final Path file;

	private @Nullable Version version;

	private SourceAnswer answer = SourceAnswer.of(List.of(), List.of());

	/**
	 * Create a source.
	 * @param defaults the service
	 * @param file the file, in UTF-8
	 */
	public FileSource(ServiceAddressDefaults defaults, Path file) {
		this.defaults = defaults;
		this.name = "file:" + defaults.service();
		this.file = file;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Duration interval() {
		return Objects.requireNonNullElse(this.defaults.interval(), INTERVAL);
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException {
		try {
			Version before = Version.of(this.file);
			if (!before.equals(this.version)) {
				String text = read();
				if (!before.equals(Version.of(this.file))) {
					throw SourceException.builder(this.file + " is being written").build();
				}
				this.answer = parse(text);
				this.version = before;
			}
			return this.answer;
		}
		catch (NoSuchFileException ex) {
			String what = Files.isSymbolicLink(this.file) ? " is a link to what does not exist" : " does not exist";
			throw SourceException.builder(this.file + what).cause(ex).build();
		}
		catch (RefusedFileException ex) {
			throw SourceException.builder(this.file + " " + ex.getMessage())
				.reason(SourceException.Reason.INVALID)
				.cause(ex)
				.build();
		}
		catch (CharacterCodingException ex) {
			throw SourceException.builder(this.file + " is not UTF-8 text").cause(ex).build();
		}
		catch (IOException ex) {
			throw SourceException.builder(this.file + " cannot be read: " + ex).cause(ex).build();
		}
	}

	/** Without the byte-order mark that Windows tools put first. */
	private String read() throws IOException {
		byte[] bytes = BoundedFileReader.read(this.file);
		String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
	}

	private SourceAnswer parse(String text) throws SourceException {
		ServiceAddressCollector list = new ServiceAddressCollector(this.defaults, this.name);
		if (JsonAddressArray.isJson(text)) {
			JsonAddressArray.read(text, this.file.toString(), this.defaults, this.name, list);
		}
		else {
			int number = 0;
			for (String line : text.split("\\R", -1)) {
				number++;
				String address = line.replaceFirst("#.*", "").strip();
				if (!address.isEmpty()) {
					list.add(this.file.getFileName() + ":" + number, address);
				}
			}
		}
		return list.answerUnlessAllAreBad(this.file.toString());
	}

	/** What differs when a file was written. */
	private record Version(FileTime modified, long size, @Nullable Object key) {

		static Version of(Path file) throws IOException {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
		}

	}

}
