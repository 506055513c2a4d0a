package io.github.azurediscovery.setting;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WildcardPatternTests {

	@ParameterizedTest
	@CsvSource({ "web-*, web-1, true", "web-*, WEB-, true", "WEB-*, web-1, true", "web-*, worker-1, false",
			"web, web, true", "web, web-1, false", "*, anything, true", "'', '', true", "'', a, false", "a*a, a, false",
			"a*a, aa, true", "*-api-*, orders-api-1, true", "*-api-*, orders-1, false", "ab*bc, abc, false",
			"a.c, abc, false" })
	void aStarStandsForAnyCharacters(String pattern, String name, boolean match) {
		assertThat(new WildcardPattern(pattern).matches(name)).isEqualTo(match);
	}

	@Test
	@Timeout(60)
	void noNameKeepsAPatternBusy() {
		assertThat(new WildcardPattern("*a*a*a*a*b").matches("a".repeat(512))).isFalse();
		assertThat(new WildcardPattern("*a".repeat(100) + "*b").matches("a".repeat(512))).isFalse();
		assertThat(new WildcardPattern("*a*a*a*a*b").matches("a".repeat(511) + "b")).isTrue();
	}

	@Test
	void matchesLikeARegularExpression() {
		Random random = new Random(1);
		for (int run = 0; run < 20_000; run++) {
			String pattern = text(random, "ab*");
			String name = text(random, "ab");
			String expression = Stream.of(pattern.split("\\*", -1))
				.map(Pattern::quote)
				.collect(Collectors.joining(".*"));
			assertThat(new WildcardPattern(pattern).matches(name)).as("%s on %s", pattern, name)
				.isEqualTo(name.matches(expression));
		}
	}

	private static String text(Random random, String letters) {
		return random.ints(random.nextInt(8), 0, letters.length())
			.mapToObj((at) -> letters.substring(at, at + 1))
			.collect(Collectors.joining());
	}

}
