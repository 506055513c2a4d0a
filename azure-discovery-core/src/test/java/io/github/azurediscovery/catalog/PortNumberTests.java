package io.github.azurediscovery.catalog;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PortNumberTests {

	@ParameterizedTest
	@CsvSource({ "-1,false", "0,false", "1,true", "65535,true", "65536,false" })
	void isFrom1To65535(int port, boolean valid) {
		assertThat(PortNumber.isValid(port)).isEqualTo(valid);
	}

	@ParameterizedTest
	@CsvSource({ "80,80", "' 8080 ',8080", "65535,65535" })
	void readsDigits(String text, int port) {
		assertThat(PortNumber.parse(text)).isEqualTo(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http", "0", "65536", "80a", "8 0", "99999999999" })
	void readsNothingElse(String text) {
		assertThat(PortNumber.parse(text)).isNull();
	}

}
