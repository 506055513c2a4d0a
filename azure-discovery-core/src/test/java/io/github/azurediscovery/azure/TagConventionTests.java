package io.github.azurediscovery.azure;

import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.Carried.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TagConventionTests {

	private final TagConvention convention = new TagConvention(TagSettings.DEFAULT, Set.of("payments"));

	private Carried read(String... tags) {
		return read(this.convention, tags);
	}

	private static Carried read(TagConvention convention, String... tags) {
		Map<String, String> map = new java.util.HashMap<>();
		for (int i = 0; i < tags.length; i += 2) {
			map.put("Discovery:" + tags[i], tags[i + 1]);
		}
		return convention.read(TagSet.of(map), "westeurope");
	}

	@Test
	void readsOneService() {
		Carried carried = read("Service:Name", "orders", "Service:Port", "8080");
		assertThat(carried.bindings()).containsExactly(new Binding("orders", 8080, false, false));
		assertThat(carried.problems()).isEmpty();
	}

	@Test
	void theInstancesOwnPortWinsPositionByPosition() {
		assertThat(
				read("Service:Name", "orders,admin", "Service:Port", "8080,9090", "Instance:Port", ",9091").bindings())
			.containsExactly(new Binding("orders", 8080, false, true), new Binding("admin", 9091, false, true));
	}

	@Test
	void aServiceWithoutAPortHarmsNotTheOther() {
		Carried carried = read("Service:Name", "orders,admin", "Service:Port", "8080");
		assertThat(carried.bindings()).extracting(Binding::service).containsExactly("orders");
		assertThat(carried.problems()).extracting(Problem::service).containsExactly("admin");
	}

	@Test
	void aPortWithoutAServiceIsToldOf() {
		Carried carried = read("Service:Name", "orders", "Service:Port", "8080,9090");
		assertThat(carried.bindings()).hasSize(1);
		assertThat(carried.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.reason()).contains("port number 2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "65536", "http", "80 80", "8080.5", "99999999999" })
	void refusesWhatIsNoPort(String port) {
		Carried carried = read("Service:Name", "orders", "Service:Port", port);
		assertThat(carried.bindings()).isEmpty();
		assertThat(carried.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.reason()).startsWith("bad port '" + port + "'"));
	}

	@ParameterizedTest
	@CsvSource({ "Orders, orders", "order_service, order-service", "my app, my-app", "-orders-, orders",
			"orders.v2, orders.v2", "Ünder, nder" })
	void makesAHostNameOfAServiceName(String name, String id) {
		assertThat(read("Service:Name", name, "Service:Port", "80").bindings()).extracting(Binding::service)
			.containsExactly(id);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "***", "...", "-", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void refusesANameOfWhichNoHostNameCanBeMade(String name) {
		assertThat(read("Service:Name", name, "Service:Port", "80").problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.reason()).contains("valid host name"));
	}

	@Test
	void fillsTheTemplateOfTheId() {
		TagSettings d = TagSettings.DEFAULT;
		TagSettings settings = new TagSettings(true, false, d.service(), d.port(), d.instancePort(), d.secure(),
				d.weight(), d.managementPort(), d.managementPath(), d.metadataPrefix(), d.metadata(),
				"{name}-{region}-{port}", d.include(), d.exclude());
		assertThat(
				read(new TagConvention(settings, Set.of()), "Service:Name", "orders", "Service:Port", "80").bindings())
			.extracting(Binding::service)
			.containsExactly("orders-westeurope-80");
	}

	@ParameterizedTest
	@CsvSource({ "8080, , false", "443, , true", "8443, , true", "443, false, false", "8080, true, true",
			"8080, TRUE, true", "8080, yes, true", "8080, On, true", "8080, 1, true", "8443, no, false",
			"8443, off, false", "443, 0, false" })
	void secureIsTaggedOrFollowsFromThePort(String port, String tag, boolean secure) {
		Carried carried = (tag != null) ? read("Service:Name", "orders", "Service:Port", port, "Service:Secure", tag)
				: read("Service:Name", "orders", "Service:Port", port);
		assertThat(carried.bindings()).singleElement()
			.satisfies((binding) -> assertThat(binding.secure()).isEqualTo(secure));
	}

	@ParameterizedTest
	@ValueSource(strings = { "y", "https", "2", "tru" })
	void aServiceOfWhichTlsCannotBeToldIsRejectedAndHarmsNotTheOther(String tag) {
		Carried carried = read("Service:Name", "orders,admin", "Service:Port", "8443,8080", "Service:Secure",
				tag + ",no");
		assertThat(carried.bindings()).extracting(Binding::service).containsExactly("admin");
		assertThat(carried.problems()).containsExactly(new Problem("orders", "bad value '" + tag
				+ "' of tag Discovery:Service:Secure for service orders: not true, on, yes, 1, false, off, no or 0"));
	}

	@ParameterizedTest
	@CsvSource({ "yes, true", "off, false", "1, true" })
	void aConfiguredServiceReadsTheSameTag(String tag, boolean secure) {
		assertThat(configured(tag).bindings()).containsExactly(new Binding("orders", 8080, secure, false));
	}

	@Test
	void aConfiguredServiceOfWhichTlsCannotBeToldIsRejected() {
		assertThat(configured("maybe").bindings()).isEmpty();
		assertThat(configured("maybe").problems()).containsExactly(new Problem("orders",
				"bad value 'maybe' of tag Discovery:Service:Secure: not true, on, yes, 1, false, off, no or 0"));
	}

	private static Carried configured(String secure) {
		ServiceLookup lookup = ServiceLookup.of("orders", new ServiceLookup.ScaleSet("orders"), 8080);
		return new ConfiguredService(lookup, TagSettings.DEFAULT)
			.read(TagSet.of(Map.of("Discovery:Service:Secure", secure)));
	}

	@Test
	void aConfiguredServiceCannotBeJoinedInAnySpelling() {
		for (String name : new String[] { "payments", "PAYMENTS", " Payments ", "payments-" }) {
			assertThat(read("Service:Name", name, "Service:Port", "80").bindings()).isEmpty();
		}
	}

	@Test
	void oneServiceNamedTwiceAtOnePortIsOne() {
		Carried carried = read("Service:Name", "orders,orders", "Service:Port", "80,80");
		assertThat(carried.bindings()).hasSize(1);
		assertThat(carried.problems()).hasSize(1);
	}

}
