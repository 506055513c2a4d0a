package io.github.azurediscovery.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.test.estate.SimulatedVm;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What SIGHUP does. */
@ExtendWith(OutputCaptureExtension.class)
class HangupTests {

	private final AgentShop shop = new AgentShop();

	private final HangupReconciliation hangup = new HangupReconciliation();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.shop.close();
	}

	@Test
	void refreshesAndReconcilesInFull(CapturedOutput log) {
		start();
		int before = MemorySink.newest.modes().size();
		this.shop.vm("orders-4");
		this.hangup.run();
		await(() -> MemorySink.newest.instances("orders") == 4);
		assertThat(applied(before)).contains(ApplyMode.FULL);
		await(() -> log.getOut().contains("SIGHUP: refreshed, revision "));
		assertThat(log).contains("1 of 1 sinks compared");
	}

	@Test
	void takesEffectAfterTheStart(CapturedOutput log) {
		this.hangup.run();
		start();
		await(() -> log.getOut().contains("SIGHUP: refreshed, revision "));
	}

	@Test
	void leavesTheGuardInForce() {
		start();
		int before = MemorySink.newest.modes().size();
		this.shop.azure().resourceGroup().vms().forEach(SimulatedVm::delete);
		this.hangup.run();
		await(() -> applied(before).contains(ApplyMode.FULL));
		await(() -> this.shop.azure().requests().requests().size() > 0);
		assertThat(MemorySink.newest.instances("orders")).isEqualTo(3);
	}

	private void start() {
		SpringApplication application = new SpringApplication(AgentApplication.class);
		application.addInitializers((context) -> context.getBeanFactory().registerSingleton("hangup", this.hangup));
		this.context = application.run(this.shop.arguments("--memory.sink=up"));
		await(() -> MemorySink.newest.instances("orders") == 3);
	}

	private static List<ApplyMode> applied(int from) {
		List<ApplyMode> modes = MemorySink.newest.modes();
		return modes.subList(from, modes.size());
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
	}

}
