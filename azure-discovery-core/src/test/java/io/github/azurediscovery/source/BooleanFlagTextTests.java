package io.github.azurediscovery.source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BooleanFlagTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "true", "on", "yes", "1", "TRUE", "On", " yes " })
	void yes(String text) {
		assertThat(BooleanFlagText.read(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no", "0", "FALSE", "Off", " no " })
	void no(String text) {
		assertThat(BooleanFlagText.read(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "y", "n", "https", "2", "truefalse", "wahr", "\uFEFFtrue" })
	void anythingElseIsNeither(String text) {
		assertThat(BooleanFlagText.read(text)).isNull();
	}

}
