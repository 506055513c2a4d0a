package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiscoveryTagReaderTests {

	private final DiscoveryTagReader convention = new DiscoveryTagReader(TagSettings.DEFAULT, Set.of("payments"));

	private DeclaredServices read(String... tags) {
		return read(this.convention, tags);
	}

	private static DeclaredServices read(DiscoveryTagReader convention, String... tags) {
		Map<String, String> map = new java.util.HashMap<>();
		for (int i = 0; i < tags.length; i += 2) {
			map.put("Discovery:" + tags[i], tags[i + 1]);
		}
		return convention.read(ResourceTags.of(map), "westeurope");
	}

	@Test
	void readsOneService() {
		DeclaredServices declared = read("Service:Name", "orders", "Service:Port", "8080");
		assertThat(declared.bindings()).containsExactly(ServiceBinding.plain("orders", 8080));
		assertThat(declared.problems()).isEmpty();
	}

	@Test
	void theInstancesOwnPortWinsPositionByPosition() {
		assertThat(
				read("Service:Name", "orders,admin", "Service:Port", "8080,9090", "Instance:Port", ",9091").bindings())
			.containsExactly(ServiceBinding.plain("orders", 8080).besideOthers(),
					ServiceBinding.plain("admin", 9091).besideOthers());
	}

	@Test
	void aServiceWithoutAPortDoesNotAffectTheOther() {
		DeclaredServices declared = read("Service:Name", "orders,admin", "Service:Port", "8080");
		assertThat(declared.bindings()).extracting(ServiceBinding::service).containsExactly("orders");
		assertThat(declared.problems()).extracting(DeclarationProblem::service).containsExactly("admin");
	}

	@Test
	void aPortWithoutAServiceIsReported() {
		DeclaredServices declared = read("Service:Name", "orders", "Service:Port", "8080,9090");
		assertThat(declared.bindings()).hasSize(1);
		assertThat(declared.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.detail()).contains("port number 2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "65536", "http", "80 80", "8080.5", "99999999999" })
	void refusesWhatIsNoPort(String port) {
		DeclaredServices declared = read("Service:Name", "orders", "Service:Port", port);
		assertThat(declared.bindings()).isEmpty();
		assertThat(declared.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.detail()).startsWith("bad port '" + port + "'"));
	}

	@ParameterizedTest
	@CsvSource({ "Orders, orders", "order_service, order-service", "my app, my-app", "-orders-, orders",
			"orders.v2, orders.v2", "Ünder, nder" })
	void makesAHostNameOfAServiceName(String name, String id) {
		assertThat(read("Service:Name", name, "Service:Port", "80").bindings()).extracting(ServiceBinding::service)
			.containsExactly(id);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "***", "...", "-", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void refusesANameOfWhichNoHostNameCanBeMade(String name) {
		assertThat(read("Service:Name", name, "Service:Port", "80").problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.detail()).contains("valid host name"));
	}

	@Test
	void fillsTheTemplateOfTheId() {
		TagSettings d = TagSettings.DEFAULT;
		TagSettings settings = d.toBuilder().serviceId("{name}-{region}-{port}").build();
		assertThat(read(new DiscoveryTagReader(settings, Set.of()), "Service:Name", "orders", "Service:Port", "80")
			.bindings()).extracting(ServiceBinding::service).containsExactly("orders-westeurope-80");
	}

	@ParameterizedTest
	@CsvSource({ "8080, , false", "443, , true", "8443, , true", "443, false, false", "8080, true, true",
			"8080, TRUE, true", "8080, yes, true", "8080, On, true", "8080, 1, true", "8443, no, false",
			"8443, off, false", "443, 0, false" })
	void secureIsTaggedOrFollowsFromThePort(String port, String tag, boolean secure) {
		DeclaredServices declared = (tag != null)
				? read("Service:Name", "orders", "Service:Port", port, "Service:Secure", tag)
				: read("Service:Name", "orders", "Service:Port", port);
		assertThat(declared.bindings()).singleElement()
			.satisfies((binding) -> assertThat(binding.secure()).isEqualTo(secure));
	}

	@ParameterizedTest
	@ValueSource(strings = { "y", "https", "2", "tru" })
	void aServiceWithAnInvalidTlsFlagIsRejectedAlone(String tag) {
		DeclaredServices declared = read("Service:Name", "orders,admin", "Service:Port", "8443,8080", "Service:Secure",
				tag + ",no");
		assertThat(declared.bindings()).extracting(ServiceBinding::service).containsExactly("admin");
		assertThat(declared.problems())
			.containsExactly(new DeclarationProblem("orders", RejectionReason.INVALID_TLS, "bad value '" + tag
					+ "' of tag Discovery:Service:Secure for service orders: not true, on, yes, 1, false, off, no or 0"));
	}

	@ParameterizedTest
	@CsvSource({ "yes, true", "off, false", "1, true" })
	void aConfiguredServiceReadsTheSameTag(String tag, boolean secure) {
		assertThat(configured(tag).bindings())
			.containsExactly(secure ? ServiceBinding.tls("orders", 8080) : ServiceBinding.plain("orders", 8080));
	}

	@ParameterizedTest
	@ValueSource(ints = { 443, 8443 })
	void noTagTakesTlsAwayFromAConfiguredService(int port) {
		DeclaredServices declared = configured(port, null, TagSettings.DEFAULT, "false");
		assertThat(declared.bindings()).containsExactly(ServiceBinding.tls("orders", port));
		assertThat(declared.problems()).containsExactly(new DeclarationProblem("orders",
				RejectionReason.TLS_NOT_DISABLED, "tag Discovery:Service:Secure=false does not switch off TLS at port "
						+ port + " of a configured service: only azure.discovery.services.orders.secure=false does"));
	}

	@Test
	void noTagTakesTlsAwayWhereThePortIsTagged() {
		DeclaredServices declared = new ConfiguredServiceReader(lookup(null, null), TagSettings.DEFAULT)
			.read(ResourceTags.of(Map.of("Discovery:Service:Port", "8443", "Discovery:Service:Secure", "no")));
		assertThat(declared.bindings()).containsExactly(ServiceBinding.tls("orders", 8443));
	}

	@ParameterizedTest
	@CsvSource({ "true, false", "false, true" })
	void configuredTlsOverridesTags(boolean secure, String tag) {
		DeclaredServices declared = configured(8443, secure, TagSettings.DEFAULT, tag);
		assertThat(declared).isEqualTo(new DeclaredServices(
				List.of(secure ? ServiceBinding.tls("orders", 8443) : ServiceBinding.plain("orders", 8443)),
				List.of()));
	}

	@Test
	void withoutTheConventionTagsDoNotCompleteAConfiguredService() {
		TagSettings disabled = TagSettings.DEFAULT.disabled();
		assertThat(configured(8080, null, disabled, "true").bindings())
			.containsExactly(ServiceBinding.plain("orders", 8080));
		DeclaredServices declared = new ConfiguredServiceReader(lookup(null, null), disabled)
			.read(ResourceTags.of(Map.of("Discovery:Service:Port", "8080", "Discovery:Instance:Port", "8081")));
		assertThat(declared.bindings()).isEmpty();
		assertThat(declared.problems()).containsExactly(new DeclarationProblem("orders", RejectionReason.NO_PORT,
				"no port: set azure.discovery.services.orders.port; "
						+ "no tag is read for it, since azure.discovery.tags.enabled=false"));
	}

	@Test
	void withoutTheConventionOnlyListedTagsBecomeMetadata() {
		TagSettings d = TagSettings.DEFAULT;
		TagSettings settings = d.toBuilder().enabled(false).metadata(List.of("team")).build();
		assertThat(new TagMetadataReader(settings)
			.read(ResourceTags.of(Map.of("team", "blue", "Discovery:Metadata:hint", "x", "Discovery:Instance:Weight",
					"9", "Discovery:Management:Port", "1", "Discovery:Management:Path", "/"))))
			.isEqualTo(Map.of("team", "blue"));
	}

	@Test
	void aConfiguredServiceWithAnInvalidTlsFlagIsRejected() {
		assertThat(configured("maybe").bindings()).isEmpty();
		assertThat(configured("maybe").problems())
			.containsExactly(new DeclarationProblem("orders", RejectionReason.INVALID_TLS,
					"bad value 'maybe' of tag Discovery:Service:Secure: not true, on, yes, 1, false, off, no or 0"));
	}

	private static DeclaredServices configured(String tag) {
		return configured(8080, null, TagSettings.DEFAULT, tag);
	}

	private static DeclaredServices configured(int port, @Nullable Boolean secure, TagSettings settings, String tag) {
		return new ConfiguredServiceReader(lookup(port, secure), settings)
			.read(ResourceTags.of(Map.of("Discovery:Service:Secure", tag)));
	}

	private static AzureServiceDefinition lookup(@Nullable Integer port, @Nullable Boolean secure) {
		return AzureServiceDefinition.builder("orders", new AzureServiceDefinition.ScaleSet("orders"))
			.port(port)
			.secure(secure)
			.build();
	}

	@Test
	void aConfiguredServiceCannotBeJoinedInAnySpelling() {
		for (String name : new String[] { "payments", "PAYMENTS", " Payments ", "payments-" }) {
			assertThat(read("Service:Name", name, "Service:Port", "80").bindings()).isEmpty();
		}
	}

	@Test
	void oneServiceNamedTwiceAtOnePortIsOne() {
		DeclaredServices declared = read("Service:Name", "orders,orders", "Service:Port", "80,80");
		assertThat(declared.bindings()).hasSize(1);
		assertThat(declared.problems()).hasSize(1);
	}

	@Test
	void aVmDeclaresThirtyTwoServicesAtMost() {
		StringBuilder names = new StringBuilder();
		StringBuilder ports = new StringBuilder();
		for (int i = 0; i < 85; i++) {
			names.append("s").append(i).append(",,");
			ports.append("80,,");
		}
		DeclaredServices declared = read("Service:Name", names.toString(), "Service:Port", ports.toString());
		assertThat(declared.bindings()).hasSize(32).extracting(ServiceBinding::service).contains("s0", "s31");
		assertThat(declared.problems()).containsExactly(new DeclarationProblem(null, RejectionReason.TOO_MANY_SERVICES,
				"names more than 32 services, which is the limit for one VM"));
	}

	@Test
	void aTagOfNothingButCommasIsOneProblem() {
		DeclaredServices declared = read("Service:Name", "orders", "Service:Port", "8080" + ",".repeat(252));
		assertThat(declared.bindings()).hasSize(1);
		assertThat(declared.problems()).containsExactly(new DeclarationProblem(null, RejectionReason.UNUSED_PORT,
				"252 ports in tag Discovery:Service:Port or Discovery:Instance:Port have no service name, from port"
						+ " number 2 on"));
	}

}
