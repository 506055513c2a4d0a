package io.github.azurediscovery.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileSourceTests {

	private static final Round ROUND = new Round(1, Instant.EPOCH);

	@TempDir
	Path directory;

	private Path file;

	private FileSource source;

	@BeforeEach
	void create() {
		this.file = this.directory.resolve("orders.txt");
		this.source = new FileSource(ServiceDefaults.of("orders"), this.file);
	}

	@Test
	void readsOneAddressPerLineAndIgnoresComments() throws Exception {
		write("# orders\n10.0.0.4:8080\r\n\n  [fd00::4]:8080  # the new one\n");
		assertThat(ids()).containsExactly("10.0.0.4:8080", "[fd00::4]:8080");
	}

	@Test
	void aLineMayStartWithTheBracketOfIpv6() throws Exception {
		write("[fd00::4]:8080");
		assertThat(ids()).containsExactly("[fd00::4]:8080");
	}

	@Test
	void rejectsABadLineByItsNumber() throws Exception {
		write("a:80\nb\n# c\nd:x\n");
		assertThat(this.source.fetch(ROUND).rejected()).containsExactly(
				new Rejection("orders.txt:2", "orders", "'b' has no port, and no default port is configured"),
				new Rejection("orders.txt:4", "orders", "'d:x': 'x' is not a port number"));
		assertThat(ids()).containsExactly("a:80");
	}

	@Test
	void readsJson() throws Exception {
		write("""
				[ "10.0.0.4:8080",
				  { "host": "fd00::4", "port": 81, "secure": true, "zone": "2", "metadata": { "version": 3 } },
				  { "port": 80 }, { "host": "h", "port": "x" }, { "host": "h" }, 7 ]
				""");
		SourceAnswer answer = this.source.fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("10.0.0.4:8080", "[fd00::4]:81");
		Instance second = answer.instances().get(1);
		assertThat(second.secure()).isTrue();
		assertThat(second.zone()).isEqualTo("2");
		assertThat(second.metadata()).isEqualTo(Map.of("version", "3"));
		assertThat(answer.rejected()).containsExactly(new Rejection("item 3", "orders", "it has no \"host\""),
				new Rejection("item 4", "orders", "\"port\" is \"x\" and not a number"),
				new Rejection("item 5", "orders", "'h' has no port, and no default port is configured"),
				new Rejection("item 6", "orders", "it has no \"host\""));
	}

	@Test
	void readsAgainWhenTheFileIsReplaced() throws Exception {
		write("a:80");
		assertThat(ids()).containsExactly("a:80");
		Path next = this.directory.resolve("next");
		Files.writeString(next, "b:80");
		Files.setLastModifiedTime(next, Files.getLastModifiedTime(this.file));
		Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE);
		assertThat(ids()).containsExactly("b:80");
	}

	@Test
	void readsAgainOnlyWhenTheFileDiffers() throws Exception {
		write("a:80");
		FileTime modified = Files.getLastModifiedTime(this.file);
		SourceAnswer answer = this.source.fetch(ROUND);
		assertThat(this.source.fetch(ROUND)).isSameAs(answer);
		write("b:80");
		Files.setLastModifiedTime(this.file, FileTime.from(modified.toInstant().plusSeconds(2)));
		assertThat(ids()).containsExactly("b:80");
	}

	@Test
	void anEmptyFileIsAnAnswer() throws Exception {
		write("# nobody\n");
		assertThat(ids()).isEmpty();
	}

	@Test
	void failsWhenTheFileIsMissing() {
		assertFails(this.file + " does not exist");
	}

	@Test
	void failsWhenNoLineIsAnAddress() throws Exception {
		write("<html>\n<body>oops</body>\n");
		assertFails(this.file + " has no valid address: orders.txt:1: '<html>' is not of the form host:port");
	}

	@Test
	void failsOnBrokenJson() throws Exception {
		write("[ \"a:80\",\n \"b");
		assertFails(this.file + " is broken JSON at line 2: ");
		write("{ \"host\": \"a\" }");
		assertFails(this.file + " is JSON, but not an array of addresses");
	}

	@Test
	void failsOnWhatIsNoText() throws Exception {
		Files.write(this.file, new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
		assertFails(this.file + " is not UTF-8 text");
	}

	@Test
	void failsOnADirectory() throws Exception {
		Files.createDirectory(this.file);
		assertFails(this.file + " cannot be read: ");
	}

	@Test
	void recoversOnceTheFileIsRight() throws Exception {
		write("?");
		assertFails(this.file + " has no valid address");
		assertFails(this.file + " has no valid address");
		write("a:80");
		assertThat(ids()).containsExactly("a:80");
	}

	@Test
	void looksEveryFiveSecondsUnlessToldOtherwise() {
		assertThat(this.source.interval()).isEqualTo(Duration.ofSeconds(5));
		Duration minute = Duration.ofMinutes(1);
		assertThat(new FileSource(new ServiceDefaults("orders", null, false, minute), this.file).interval())
			.isEqualTo(minute);
	}

	private void write(String text) throws IOException {
		Files.writeString(this.file, text);
	}

	private List<String> ids() throws Exception {
		return this.source.fetch(ROUND).instances().stream().map(Instance::id).toList();
	}

	private void assertFails(String message) {
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> this.source.fetch(ROUND))
			.withMessageStartingWith(message);
	}

}
