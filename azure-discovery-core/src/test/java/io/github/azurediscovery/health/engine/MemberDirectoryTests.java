package io.github.azurediscovery.health.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemberDirectoryTests {

	private final MemberDirectory directory = new MemberDirectory();

	@Test
	void roomForMoreServicesKeepsThoseThatAreThere() {
		ServiceMembers orders = this.directory.obtain("orders", MemberDirectoryTests::withoutMembers);
		this.directory.expect(1000);
		this.directory.expect(10);
		assertThat(this.directory.find("orders")).isSameAs(orders);
		assertThat(this.directory.ids()).containsExactly("orders");
	}

	@Test
	void aServiceThatIsRemovedIsGone() {
		ServiceMembers orders = this.directory.obtain("orders", MemberDirectoryTests::withoutMembers);
		this.directory.remove("orders");
		assertThat(this.directory.find("orders")).isNull();
		assertThat(orders.gone()).isTrue();
	}

	private static ServiceMembers withoutMembers(String service) {
		return new ServiceMembers(service, new RecordedServiceDemand(() -> {
		}), (member) -> {
			throw new IllegalStateException("no member was expected");
		});
	}

}
