package io.github.azurediscovery.haproxy.wanted;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HostResolverTests {

	private final Map<String, List<String>> names = new TreeMap<>(
			Map.of("a.test", List.of("10.0.0.1", "10.0.0.2"), "b.test", List.of("10.0.0.3")));

	private final HostResolver resolver = new HostResolver((name) -> {
		List<String> addresses = this.names.get(name);
		if (addresses == null) {
			throw new UnknownHostException(name);
		}
		return addresses;
	});

	@Test
	void aNameKeepsItsAddressWhileItIsNeeded() {
		assertThat(this.resolver.address("a.test")).isEqualTo("10.0.0.1");
		this.names.clear();
		this.resolver.retain(Set.of("a.test"));
		assertThat(this.resolver.address("a.test")).isEqualTo("10.0.0.1");
	}

	@Test
	void aNameThatNothingNeedsIsForgotten() {
		this.resolver.address("a.test");
		this.resolver.address("b.test");
		this.resolver.retain(Set.of("b.test"));
		this.names.clear();
		assertThat(this.resolver.address("a.test")).isNull();
		assertThat(this.resolver.address("b.test")).isEqualTo("10.0.0.3");
	}

}
