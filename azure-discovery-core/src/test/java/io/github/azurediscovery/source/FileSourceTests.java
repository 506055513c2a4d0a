package io.github.azurediscovery.source;

import java.io.IOException;
import java.io.RandomAccessFile;
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
import io.github.azurediscovery.catalog.RejectionReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileSourceTests {

	private static final RefreshRound ROUND = new RefreshRound(1, Instant.EPOCH);

	@TempDir
	Path directory;

	private Path file;

	private FileSource source;

	@BeforeEach
	void create() {
		this.file = this.directory.resolve("orders.txt");
		this.source = new FileSource(ServiceAddressDefaults.of("orders"), this.file);
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
				invalid("orders.txt:2", "orders", "'b' has no port, and no default port is configured"),
				invalid("orders.txt:4", "orders", "'d:x': 'x' is not a port number"));
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
		assertThat(answer.rejected()).containsExactly(invalid("item 3", "orders", "it has no \"host\""),
				invalid("item 4", "orders", "\"port\" is \"x\" and not a number"),
				invalid("item 5", "orders", "'h' has no port, and no default port is configured"),
				invalid("item 6", "orders", "it is 7, and neither a text host:port nor an object"));
	}

	@Test
	void aByteOrderMarkIsNoPartOfTheFirstLine() throws Exception {
		write("\uFEFF10.0.0.4:8080\n10.0.0.5:8080\n");
		assertThat(ids()).containsExactly("10.0.0.4:8080", "10.0.0.5:8080");
		assertThat(this.source.fetch(ROUND).rejected()).isEmpty();
	}

	@Test
	void aByteOrderMarkIsNoPartOfJson() throws Exception {
		write("\uFEFF[\"10.0.0.4:8080\",\"10.0.0.5:8080\"]\n");
		assertThat(ids()).containsExactly("10.0.0.4:8080", "10.0.0.5:8080");
	}

	@Test
	void whatCannotBeSeenIsShownInTheRejection() throws Exception {
		write("a:80\n\u200Bb:80\nc\u00A0:80\n\uFEFFd:80\n");
		assertThat(ids()).containsExactly("a:80");
		assertThat(this.source.fetch(ROUND).rejected()).extracting(Rejection::detail)
			.containsExactly("'\\u200Bb:80' is not of the form host:port: '\\u200Bb' is not a valid host",
					"'c\\u00A0:80' is not of the form host:port: 'c\\u00A0' is not a valid host",
					"'\\uFEFFd:80' is not of the form host:port: '\\uFEFFd' is not a valid host");
	}

	@Test
	void aNumberIsAZone() throws Exception {
		write("[{\"host\":\"10.0.0.4\",\"port\":8080,\"zone\":2}]");
		assertThat(this.source.fetch(ROUND).instances()).extracting(Instance::zone).containsExactly("2");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			true, true
			false, false
			`"yes"`, true
			`"1"`, true
			`"true"`, true
			`"ON"`, true
			1, true
			0, false
			`"off"`, false
			`" No "`, false
			null, true
			""")
	void secureIsWhatSpringBootTakesForABoolean(String value, boolean secure) throws Exception {
		this.source = new FileSource(ServiceAddressDefaults.of("orders").withPort(9443).withSecure(true), this.file);
		write("[{\"host\":\"10.0.0.4\",\"secure\":" + value + "}]");
		assertThat(this.source.fetch(ROUND).instances()).extracting(Instance::secure).containsExactly(secure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"host":"b","prot":9090}        | it has the unknown key "prot": known are host, metadata, port, secure, zone
					{"Host":"b"}                    | it has the unknown key "Host": known are host, metadata, port, secure, zone
					{"host":7}                      | "host" is 7 and not a host name or an address
					{"host":""}                     | "host" is "" and not a host name or an address
					{"host":null}                   | it has no "host"
					{"host":"b","port":"8080"}      | "port" is "8080" and not a number
					{"host":"b","port":80.5}        | "port" is 80.5 and not a number
					{"host":"b","port":99999999999} | "port" is 99999999999 and not a number
					{"host":"b","port":true}        | "port" is true and not a number
					{"host":"b","port":0}           | 'b': port 0 must be from 1 to 65535
					{"host":"b","secure":"maybe"}   | "secure" is "maybe" and not true, on, yes, 1, false, off, no or 0
					{"host":"b","secure":2}         | "secure" is 2 and not true, on, yes, 1, false, off, no or 0
					{"host":"b","secure":[true]}    | "secure" is [true] and not true, on, yes, 1, false, off, no or 0
					{"host":"b","zone":["1"]}       | "zone" is ["1"] and not a text or a number
					{"host":"b","zone":1.5}         | "zone" is 1.5 and not a text or a number
					{"host":"b","metadata":["v"]}   | "metadata" is ["v"] and not an object
					{"host":"b","metadata":{"v":{}}} | "metadata.v" is {} and not a text, a number or a boolean
					{"host":"b","metadata":{"v":null}} | "metadata.v" is null and not a text, a number or a boolean
					null                            | it is null, and neither a text host:port nor an object
					["b:80"]                        | it is ["b:80"], and neither a text host:port nor an object
					""")
	void aBadItemIsRejectedWithItsNumberAndKeyAndHarmsNoOther(String item, String reason) throws Exception {
		this.source = new FileSource(ServiceAddressDefaults.of("orders").withPort(80), this.file);
		write("[\"a:80\"," + item + ",\"c:80\"]");
		assertThat(ids()).containsExactly("a:80", "c:80");
		assertThat(this.source.fetch(ROUND).rejected()).containsExactly(invalid("item 2", "orders", reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"b:80\"]\n[\"c:80\"]", "[\"b:80\"].6:8080\",\"10.0.0.7:8080\"]", "[\"b:80\"] x",
			"[{\"host\":\"b\",\"port\":80,\"port\":81}]", "[\"b:80\",]" })
	void nothingChangesWhereTheFileIsNotOneWholeArray(String text) throws Exception {
		write("[\"a:80\"]");
		assertThat(ids()).containsExactly("a:80");
		write(text);
		assertFails(this.file + " is broken JSON at line ");
	}

	@Test
	void whatIsDeeperThanJsonIsReadIsToldInWords() throws Exception {
		write("[{\"host\":" + "[".repeat(2000));
		assertFails(this.file + " is broken JSON");
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> this.source.fetch(ROUND))
			.withMessageContaining("nesting depth")
			.satisfies((failure) -> assertThat(failure.reason()).isEqualTo(SourceException.Reason.INVALID));
	}

	@Test
	void aNumberLongerThanJsonIsReadIsToldInWords() throws Exception {
		write("[{\"host\":\"a\",\"port\":" + "1".repeat(2000) + "}]");
		assertFails(this.file + " is broken JSON");
	}

	@Test
	void aVeryLongLineIsNotRepeatedAsAWhole() throws Exception {
		write("a:80\n" + "x".repeat(100_000) + "\n");
		assertThat(this.source.fetch(ROUND).rejected()).singleElement()
			.satisfies((rejection) -> assertThat(rejection.detail()).hasSizeLessThan(1100));
	}

	@Test
	void aThousandBadLinesSayEnough() throws Exception {
		write("a:80\n" + "?\n".repeat(5000));
		assertThat(ids()).containsExactly("a:80");
		assertThat(this.source.fetch(ROUND).rejected()).hasSize(1001)
			.last()
			.isEqualTo(invalid("…", "orders", "and 4000 more that are no addresses"));
	}

	@Test
	void followsALink() throws Exception {
		Path real = this.directory.resolve("..data");
		Files.writeString(real, "a:80");
		Files.createSymbolicLink(this.file, real);
		assertThat(ids()).containsExactly("a:80");
	}

	@Test
	void failsOnALinkToNowhere() throws Exception {
		Files.createSymbolicLink(this.file, this.directory.resolve("gone"));
		assertFails(this.file + " is a link to what does not exist");
	}

	@Test
	@Timeout(20)
	void doesNotWaitForANamedPipe() throws Exception {
		assertThat(new ProcessBuilder("mkfifo", this.file.toString()).start().waitFor()).isZero();
		assertFails(this.file + " is a pipe, a device or another special file and no regular file");
	}

	@Test
	@Timeout(20)
	void doesNotReadADeviceThatHasNoEnd() {
		this.file = Path.of("/dev/zero");
		this.source = new FileSource(ServiceAddressDefaults.of("orders"), this.file);
		assertFails("/dev/zero is a pipe, a device or another special file and no regular file");
	}

	@Test
	@Timeout(20)
	void doesNotReadAFileThatIsLargerThanAnyList() throws Exception {
		try (RandomAccessFile large = new RandomAccessFile(this.file.toFile(), "rw")) {
			large.setLength(100L * 1024 * 1024 * 1024);
		}
		assertFails(this.file + " is larger than 16 MB, and not read");
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
		write("# no address\n");
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
		assertFails(this.file + " is a directory and no regular file");
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
		assertThat(new FileSource(ServiceAddressDefaults.of("orders").withInterval(minute), this.file).interval())
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

	private static Rejection invalid(String item, String service, String detail) {
		return new Rejection(item, service, RejectionReason.INVALID_ADDRESS, detail);
	}

}
