package io.github.azurediscovery.source;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostAndPortTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.4:8080,10.0.0.4:8080", "orders.test:1,orders.test:1", "Orders.Test:65535,orders.test:65535",
			"[fd00::4]:8080,[fd00::4]:8080", "[FD00::4]:8080,[fd00::4]:8080", "' host:80 ',host:80",
			"10.0.0.4,10.0.0.4:9090", "[fd00::4],[fd00::4]:9090", "fd00::4,[fd00::4]:9090", "::1,[::1]:9090" })
	void parses(String text, String expected) {
		assertThat(HostAndPort.parse(text, 9090)).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "10.0.0.4:,'' is not a port number", "host:http,'http' is not a port number",
					"host:0,port 0 must be from 1 to 65535", "host:65536,port 65536 must be from 1 to 65535",
					"host:-1,port -1 must be from 1 to 65535", "a_b:80,'a_b' is not a valid host",
					":80,'' is not a valid host", "http://host:80,is not of the form host:port",
					"[fd00::4:80,is not of the form host:port", "fd00::4:80:zz,is not of the form host:port",
					"user@host:80,'user@host' is not a valid host", "host/path:80,'host/path' is not a valid host" })
	void refusesWhatIsNoAddressAndSaysWhy(String text, String why) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(text, 9090))
			.withMessageStartingWith("'" + text + "'")
			.withMessageContaining(why);
	}

	@Test
	void refusesAnAddressWithoutPortWhereThereIsNoDefault() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("host", null))
			.withMessage("'host' has no port, and no default port is configured");
	}

	private static HostAndPort parse(String text, @Nullable Integer defaultPort) {
		return HostAndPort.parse(text, defaultPort);
	}

}
