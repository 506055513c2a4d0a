package io.github.azurediscovery.catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleTextTests {

	@Test
	void leavesWhatCanBeSeenAsItIs() {
		String text = "Größe 日本 '10.0.0.4:8080' – \\ \"x\" 😀";
		assertThat(VisibleText.of(text)).isSameAs(text);
	}

	@ParameterizedTest
	@CsvSource({ "FEFF", "200B", "00A0", "202E", "000A", "001B", "2028", "E000", "D800", "0000" })
	void showsTheCodeOfWhatCannotBeSeen(String code) {
		String text = "a" + (char) Integer.parseInt(code, 16) + "b";
		assertThat(VisibleText.of(text)).isEqualTo("a\\u" + code + "b");
	}

	@Test
	void cutsWhatIsTooLongToRead() {
		assertThat(VisibleText.of("x".repeat(1_000_000))).hasSize(1001).endsWith("x…");
	}

}
