package io.github.azurediscovery.source;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DnsSourceTests {

	private static final RefreshRound ROUND = new RefreshRound(1, Instant.EPOCH);

	private static final String SRV = "_http._tcp.orders.test.";

	private LoopbackDns dns;

	@BeforeEach
	void startServer() throws IOException {
		this.dns = new LoopbackDns();
	}

	@AfterEach
	void stopServer() {
		this.dns.close();
	}

	@Test
	void resolvesAddressesByTheSystem() throws Exception {
		SourceAnswer answer = new DnsSource(ServiceAddressDefaults.of("orders").withPort(80), "localhost", null)
			.fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::host).contains("127.0.0.1");
		assertThat(answer.instances()).extracting(Instance::source).containsOnly("dns:orders");
	}

	@Test
	void failsWhenTheSystemDoesNotKnowTheName() {
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> new DnsSource(ServiceAddressDefaults.of("orders").withPort(80), "orders.invalid", null)
				.fetch(ROUND))
			.withMessage("DNS name orders.invalid does not resolve");
	}

	@Test
	void resolvesAddressesOfBothFamiliesByAServer() throws Exception {
		this.dns.knows("orders.test.", a("orders.test.", "10.0.0.5", 60), a("orders.test.", "10.0.0.4", 60),
				aaaa("orders.test.", "fd00::4"));
		assertThat(addresses().fetch(ROUND).instances()).extracting(Instance::id)
			.containsExactlyInAnyOrder("10.0.0.4:80", "10.0.0.5:80", "[fd00:0:0:0:0:0:0:4]:80");
	}

	@Test
	void oneFamilyIsEnough() throws Exception {
		this.dns.knows("orders.test.", a("orders.test.", "10.0.0.4", 60));
		assertThat(addresses().fetch(ROUND).instances()).extracting(Instance::id).containsExactly("10.0.0.4:80");
	}

	@Test
	void asksAgainOnlyAfterTheTimeToLive() throws Exception {
		this.dns.knows("orders.test.", a("orders.test.", "10.0.0.4", 60), aaaa("orders.test.", "fd00::4"));
		DnsSource source = addresses();
		source.fetch(ROUND);
		int questions = this.dns.questions();
		source.fetch(ROUND);
		assertThat(this.dns.questions()).isEqualTo(questions);
	}

	@Test
	void failsWhenTheNameDoesNotExist() {
		assertFails(addresses(), "DNS name orders.test. does not resolve: NoSuchDomainException");
	}

	@Test
	void failsWhenTheNameHasNoAddress() throws Exception {
		this.dns.knows("orders.test.");
		assertFails(addresses(), "DNS name orders.test. has no address");
	}

	@Test
	void failsWhenTheServerFails() throws Exception {
		this.dns.knows("orders.test.", a("orders.test.", "10.0.0.4", 60));
		this.dns.failsWith(Rcode.SERVFAIL);
		assertFails(addresses(), "DNS name orders.test. does not resolve: ServerFailedException");
	}

	@Test
	void readsSrvTargetsWithPortAndWeight() throws Exception {
		this.dns.knows(SRV, srv(10, 60, 8080, "a.test."), srv(10, 0, 8081, "b.test."));
		this.dns.knows("a.test.", a("a.test.", "10.0.0.4", 60));
		this.dns.knows("b.test.", a("b.test.", "10.0.0.5", 60));
		List<Instance> instances = srvSource().fetch(ROUND).instances();
		assertThat(instances).extracting(Instance::id).containsExactlyInAnyOrder("10.0.0.4:8080", "10.0.0.5:8081");
		assertThat(instances).filteredOn((instance) -> instance.port() == 8080)
			.extracting(Instance::metadata)
			.containsExactly(Map.of("weight", "60"));
		assertThat(instances).filteredOn((instance) -> instance.port() == 8081)
			.extracting(Instance::metadata)
			.containsExactly(Map.of());
	}

	@Test
	void takesOnlyTheLowestPriority() throws Exception {
		this.dns.knows(SRV, srv(10, 1, 80, "a.test."), srv(20, 1, 80, "b.test."));
		this.dns.knows("a.test.", a("a.test.", "10.0.0.4", 60));
		this.dns.knows("b.test.", a("b.test.", "10.0.0.5", 60));
		SourceAnswer answer = srvSource().fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("10.0.0.4:80");
		assertThat(answer.rejected()).containsExactly(new Rejection("b.test:80", "orders",
				RejectionReason.LOWER_PRIORITY, "priority 20, while others have 10"));
	}

	@Test
	void rejectsATargetThatDoesNotResolveAndKeepsTheOthers() throws Exception {
		this.dns.knows(SRV, srv(10, 1, 80, "a.test."), srv(10, 1, 80, "gone.test."), srv(10, 1, 81, "empty.test."),
				srv(10, 1, 82, "b.test."));
		this.dns.knows("a.test.", a("a.test.", "10.0.0.4", 60));
		this.dns.knows("b.test.", a("b.test.", "10.0.0.5", 60));
		this.dns.knows("empty.test.");
		SourceAnswer answer = srvSource().fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactlyInAnyOrder("10.0.0.4:80", "10.0.0.5:82");
		assertThat(answer.rejected()).containsExactlyInAnyOrder(
				unresolved("gone.test:80", "DNS name gone.test does not resolve: NoSuchDomainException"),
				unresolved("empty.test:81", "DNS name empty.test has no address"));
	}

	@Test
	void doesNotCareForABackupThatDoesNotResolve() throws Exception {
		this.dns.knows(SRV, srv(10, 1, 80, "a.test."), srv(20, 1, 80, "gone.test."));
		this.dns.knows("a.test.", a("a.test.", "10.0.0.4", 60));
		SourceAnswer answer = srvSource().fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("10.0.0.4:80");
		assertThat(this.dns.questions()).as("SRV, A and AAAA").isEqualTo(3);
	}

	@Test
	void usesTheNextPriorityWhereNoneOfTheLowestResolves() throws Exception {
		this.dns.knows(SRV, srv(30, 1, 80, "c.test."), srv(10, 1, 80, "gone.test."), srv(20, 1, 80, "b.test."));
		this.dns.knows("b.test.", a("b.test.", "10.0.0.5", 60));
		SourceAnswer answer = srvSource().fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("10.0.0.5:80");
		assertThat(answer.rejected()).extracting(Rejection::name)
			.containsExactlyInAnyOrder("gone.test:80", "c.test:80");
	}

	@Test
	void failsWhenNoTargetOfAnyPriorityResolves() throws Exception {
		this.dns.knows(SRV, srv(10, 1, 80, "gone.test."), srv(20, 1, 80, "lost.test."));
		assertFails(srvSource(), "DNS name " + SRV + " has no valid address: gone.test:80: "
				+ "DNS name gone.test does not resolve: NoSuchDomainException");
	}

	@Test
	void aTargetOfWhichTheServerCannotTellStaysWhereItWas() throws Exception {
		this.dns.knows(SRV, srv(10, 1, 80, "a.test."), srv(10, 1, 80, "b.test."), srv(10, 1, 80, "c.test."));
		this.dns.knows("a.test.", a("a.test.", "10.0.0.4", 0));
		this.dns.knows("b.test.", a("b.test.", "10.0.0.5", 0));
		this.dns.cannotTell("c.test.");
		DnsSource source = srvSource();
		SourceAnswer first = source.fetch(ROUND);
		assertThat(first.instances()).extracting(Instance::host).containsExactlyInAnyOrder("10.0.0.4", "10.0.0.5");
		assertThat(first.rejected()).as("never seen").extracting(Rejection::name).containsExactly("c.test:80");
		this.dns.cannotTell("b.test.");
		assertThat(source.fetch(ROUND).instances()).extracting(Instance::host)
			.containsExactlyInAnyOrder("10.0.0.4", "10.0.0.5");
	}

	@Test
	void failsWhenTheServerDoesNotAnswerForATarget() throws Exception {
		DnsLookup lookup = (name) -> {
			if (name.equals("b.test")) {
				throw SourceException.builder("no answer").reason(SourceException.Reason.TIMEOUT).requests(1).build();
			}
			return List.of(ResolvedDnsTarget.of(InetAddress.getLoopbackAddress()));
		};
		SrvTargetAddresses addresses = new SrvTargetAddresses(lookup);
		assertThat(addresses.of(new ResolvedDnsTarget("a.test", 80, 1, 1))).hasSize(1);
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> addresses.of(new ResolvedDnsTarget("b.test", 80, 1, 1)))
			.withMessage("no answer");
	}

	@Test
	void failsWhenThereIsNoSrvRecord() throws Exception {
		this.dns.knows(SRV, a(SRV, "10.0.0.4", 60));
		assertFails(srvSource(), "DNS name " + SRV + " has no SRV record");
	}

	@Test
	void keepsTheNamesOfTargetsThatTheSystemResolvesItself() throws Exception {
		DnsLookup system = new SrvRecordLookup(DnsLookupSession.to(this.dns.address()), false);
		this.dns.knows(SRV, srv(10, 1, 80, "a.test."));
		DnsSource source = new DnsSource(system, ServiceAddressDefaults.of("orders"), SRV);
		assertThat(source.fetch(ROUND).instances()).extracting(Instance::id).containsExactly("a.test:80");
	}

	@Test
	void rejectsATargetThatIsNoHost() throws Exception {
		DnsLookup lookup = (name) -> List.of(new ResolvedDnsTarget("a_b", 80, 1, 1),
				new ResolvedDnsTarget("c.test", 80, 1, 1));
		DnsSource source = new DnsSource(lookup, ServiceAddressDefaults.of("orders"), SRV);
		SourceAnswer answer = source.fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("c.test:80");
		assertThat(answer.rejected()).extracting(Rejection::name).containsExactly("a_b:80");
	}

	@Test
	void needsAPortWhereDnsTellsNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DnsSource(ServiceAddressDefaults.of("orders"), "orders.test", null))
			.withMessage("DNS name 'orders.test' of service 'orders' has addresses but no ports:"
					+ " configure the port of the service, or an SRV name");
	}

	@Test
	void refusesAServerThatIsNoAddress() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DnsSource(ServiceAddressDefaults.of("orders"), SRV, "127.0.0.1:x"))
			.withMessage("'127.0.0.1:x': 'x' is not a port number");
	}

	@Test
	void hasTheIntervalOfItsService() {
		ServiceAddressDefaults defaults = ServiceAddressDefaults.of("orders")
			.withPort(80)
			.withInterval(Duration.ofSeconds(7));
		assertThat(new DnsSource(defaults, "localhost", null).interval()).isEqualTo(Duration.ofSeconds(7));
	}

	private DnsSource addresses() {
		return new DnsSource(ServiceAddressDefaults.of("orders").withPort(80), "orders.test.", this.dns.address());
	}

	private DnsSource srvSource() {
		return new DnsSource(ServiceAddressDefaults.of("orders"), SRV, this.dns.address());
	}

	private static void assertFails(DnsSource source, String message) {
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> source.fetch(ROUND))
			.withMessageStartingWith(message);
	}

	private static Record a(String name, String address, long ttl) throws IOException {
		return new ARecord(Name.fromString(name), DClass.IN, ttl, InetAddress.getByName(address));
	}

	private static Record aaaa(String name, String address) throws IOException {
		return new AAAARecord(Name.fromString(name), DClass.IN, 60, InetAddress.getByName(address));
	}

	private static Record srv(int priority, int weight, int port, String target) throws IOException {
		return new SRVRecord(Name.fromString(SRV), DClass.IN, 60, priority, weight, port, Name.fromString(target));
	}

	private static Rejection unresolved(String target, String detail) {
		return new Rejection(target, "orders", RejectionReason.UNRESOLVED, detail);
	}

}
