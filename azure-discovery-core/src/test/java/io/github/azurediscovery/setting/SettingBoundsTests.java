package io.github.azurediscovery.setting;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SettingBoundsTests {

	@Test
	void aWrongValueIsNamedWithWhatItMayBe() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> SettingBounds.share("refresh.jitter", 2))
			.withMessage("refresh.jitter is 2.0 but must be from 0 to 1")
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("refresh.jitter"))
			.satisfies((ex) -> assertThat(ex.value()).isEqualTo(2.0))
			.satisfies((ex) -> assertThat(ex.expected()).isEqualTo("from 0 to 1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.001S", "PT1S", "P365D" })
	void acceptsAnInterval(Duration interval) {
		assertThat(SettingBounds.interval("interval", interval)).isEqualTo(interval);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-1S", "PT0S", "PT0.0009S", "P365DT0.001S" })
	void refusesAnInterval(Duration interval) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> SettingBounds.interval("interval", interval))
			.withMessage("interval is " + interval + " but must be from 1ms to 365d");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S,true", "P365D,true", "PT-0.001S,false", "P366D,false" })
	void aDelayMayBeZero(Duration delay, boolean valid) {
		assertThat(isValid(() -> SettingBounds.delay("delay", delay))).isEqualTo(valid);
	}

	@ParameterizedTest
	@CsvSource({ "PT0.01S,PT1S,from 10ms to 1s", "PT0S,PT1M,from 0 to 1m", "PT1S,P1D,from 1s to 1d" })
	void namesARangeAsSpringBootReadsIt(Duration shortest, Duration longest, String range) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> SettingBounds.between("settle", longest.plusNanos(1), shortest, longest))
			.withMessageEndingWith(" but must be " + range);
		assertThat(SettingBounds.between("settle", shortest, shortest, longest)).isEqualTo(shortest);
	}

	@ParameterizedTest
	@CsvSource({ "0,true", "1,true", "-0.1,false", "1.1,false", "NaN,false", "Infinity,false" })
	void aShareIsFromZeroToOne(double share, boolean valid) {
		assertThat(isValid(() -> SettingBounds.share("share", share))).isEqualTo(valid);
	}

	@ParameterizedTest
	@CsvSource({ "0,true", "1000,true", "-1,false", "1001,false" })
	void aNumberIsInItsRange(int number, boolean valid) {
		assertThat(isValid(() -> SettingBounds.between("number", number, 0, 1000))).isEqualTo(valid);
	}

	@Test
	void aCountIsAtLeastOne() {
		assertThatNoException().isThrownBy(() -> SettingBounds.atLeastOne("count", 1));
		assertThat(isValid(() -> SettingBounds.atLeastOne("count", 0))).isFalse();
	}

	private static boolean isValid(Runnable check) {
		try {
			check.run();
			return true;
		}
		catch (InvalidSettingException ex) {
			return false;
		}
	}

}
