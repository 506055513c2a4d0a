package io.github.azurediscovery.azure.http;

import java.net.ConnectException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes from outside is one line of a log, and nothing in it is invisible. */
class ExceptionTextTests {

	@Test
	void connectionThatDidNotComeAboutIsNamedWhereTheClientSaysNothing() {
		assertThat(ExceptionText.of(new ConnectException())).isEqualTo("no connection");
		assertThat(ExceptionText.of(new ConnectException("refused"))).isEqualTo("refused");
	}

	@Test
	void anExceptionIsOneVisibleLine() {
		for (String unseen : List.of("\n", "\r\n", "\u0085", "\u2028", "\u001b[31m", "\u0000", "\u202e", "\ufeff")) {
			assertThat(ExceptionText.of(new IllegalStateException("a" + unseen + "b")))
				.matches("a( |(\\\\u[0-9A-F]{4}))(\\[31m)?b");
		}
	}

}
