package io.github.azurediscovery.catalog;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompactMetadataTests {

	private static final Map<String, String> ENTRIES = Map.of("zone", "1", "region", "westeurope", "a", "b");

	private final Map<String, String> metadata = Instance.of("a", "orders", "10.0.0.1", 80)
		.metadata(ENTRIES)
		.build()
		.metadata();

	@Test
	void isTheMapItWasMadeOf() {
		assertThat(this.metadata).isEqualTo(ENTRIES).hasSameHashCodeAs(ENTRIES).hasSize(3);
		assertThat(ENTRIES).isEqualTo(this.metadata);
		assertThat(this.metadata.toString()).isEqualTo(new TreeMap<>(ENTRIES).toString());
	}

	@Test
	void isSortedByKey() {
		assertThat(this.metadata.keySet()).containsExactly("a", "region", "zone");
		assertThat(this.metadata.values()).containsExactly("b", "westeurope", "1");
	}

	@Test
	void findsAKeyAndNoOther() {
		assertThat(this.metadata.get("region")).isEqualTo("westeurope");
		assertThat(this.metadata.containsKey("region")).isTrue();
		assertThat(this.metadata.get("westeurope")).isNull();
		assertThat(this.metadata.containsKey("westeurope")).isFalse();
		assertThat(this.metadata.containsKey(null)).isFalse();
	}

	@Test
	void cannotBeChanged() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.metadata.put("a", "c"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.metadata.remove("a"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(this.metadata::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.metadata.entrySet().iterator().next().setValue("c"));
	}

	@Test
	void isTakenOverAsItIs() {
		Instance instance = Instance.of("a", "orders", "10.0.0.1", 80).metadata(this.metadata).build();
		assertThat(instance.toBuilder().held(true).build().metadata()).isSameAs(this.metadata);
	}

}
