package io.github.azurediscovery.apps.support;

import io.github.azurediscovery.AzureDiscovery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every gateway with routes to {@code lb://} services does with its instances. */
public abstract class GatewayContractTests {

	/**
	 * Return what calls the gateway.
	 * @return the caller
	 */
	protected abstract ApplicationCaller caller();

	/**
	 * Return the service behind {@code /api}.
	 * @return the service
	 */
	protected abstract LoopbackService orders();

	/**
	 * Return the discovery of the gateway.
	 * @return the discovery
	 */
	protected abstract AzureDiscovery discovery();

	@Test
	void ejectsAnInstanceThatRefusedOneConnection() {
		String victim = orders().join().name();
		ApplicationCaller.await().untilAsserted(() -> assertThat(caller().answers("/api/whoami", 12)).contains(victim));
		try (EjectionLog ejections = new EjectionLog(discovery())) {
			orders().kill(victim);
			assertThat(caller().errors("/api/whoami", 40)).isLessThanOrEqualTo(1);
			ApplicationCaller.await().untilAsserted(() -> assertThat(ejections.reasons(victim)).isNotEmpty());
		}
		finally {
			orders().leave(victim);
		}
	}

	@Test
	void ejectsAnInstanceThatAnswers503() {
		LoopbackInstance bad = orders().join().status(503);
		try (EjectionLog ejections = new EjectionLog(discovery())) {
			ApplicationCaller.await().untilAsserted(() -> {
				caller().answers("/api/whoami", 12);
				assertThat(ejections.reasons(bad.name())).anyMatch((reason) -> reason.contains("503"));
			});
		}
		finally {
			orders().leave(bad.name());
		}
	}

	@Test
	void uploadsThatAreBrokenOffEjectNoInstance() {
		try (EjectionLog ejections = new EjectionLog(discovery())) {
			for (int upload = 0; upload < 40; upload++) {
				long before = orders().requests("POST");
				caller().breakOffUpload("/api/whoami",
						() -> ApplicationCaller.await().until(() -> orders().requests("POST") > before));
			}
			assertThat(caller().errors("/api/whoami", 12)).isZero();
			assertThat(orders().names()).allSatisfy((name) -> assertThat(ejections.reasons(name)).isEmpty());
		}
	}

}
