package io.github.azurediscovery.fleet.store;

import io.github.azurediscovery.setting.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoreAddressTests {

	@Test
	void accountAndContainer() {
		StoreAddress address = StoreAddress.parse("https://shop.blob.core.windows.net/fleet");
		assertThat(address.account()).hasToString("https://shop.blob.core.windows.net");
		assertThat(address.container()).isEqualTo("fleet");
		assertThat(address.prefix()).isEmpty();
		assertThat(address).hasToString("https://shop.blob.core.windows.net/fleet");
	}

	@Test
	void aPrefixEndsWithASlash() {
		StoreAddress address = StoreAddress.parse("https://shop.blob.core.windows.net/fleet/blue/2/");
		assertThat(address.prefix()).isEqualTo("blue/2/");
		assertThat(address).hasToString("https://shop.blob.core.windows.net/fleet/blue/2");
	}

	@Test
	void onLoopbackTheAccountIsInThePath() {
		StoreAddress address = StoreAddress.parse("http://127.0.0.1:10000/devstoreaccount1/fleet/blue");
		assertThat(address.account()).hasToString("http://127.0.0.1:10000/devstoreaccount1");
		assertThat(address.containerUrl()).hasToString("http://127.0.0.1:10000/devstoreaccount1/fleet");
		assertThat(address.prefix()).isEqualTo("blue/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://shop.blob.core.windows.net/fleet", "https://shop.blob.core.windows.net",
			"https://shop.blob.core.windows.net/", "https://shop.blob.core.windows.net/Fleet",
			"https://shop.blob.core.windows.net/a--b", "https://shop.blob.core.windows.net/fleet/../x",
			"https://shop.blob.core.windows.net/fleet//x", "https://shop.blob.core.windows.net/fleet/%2e",
			"https://user@shop.blob.core.windows.net/fleet", "ftp://127.0.0.1/a/fleet", "fleet", "",
			"http://127.0.0.1:10000/fleet", "https://shop blob/fleet" })
	void anythingElseIsRefused(String text) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> StoreAddress.parse(text))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("fleet.store"));
	}

	@Test
	void aSharedAccessSignatureIsRefusedAndNotRepeated() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> StoreAddress.parse("https://shop.blob.core.windows.net/fleet?sv=1&sig=secret"))
			.withMessageNotContaining("secret");
	}

}
