package io.github.azurediscovery.sample;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class LoadGeneratorTests {

	@Test
	void noCallFailsWhenTheApplicationStopsUnderLoad() {
		ConfigurableApplicationContext application = run();
		LoadGenerator load = application.getBean(LoadGenerator.class);
		load.rate(200);
		await(() -> load.count().answered() > 50);
		application.close();
		assertThat(load.count().failed()).isZero();
		await(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("load")));
	}

	@Test
	void isOffAfterARestartOfTheLifecycleAndCanBeSwitchedOnAgain() {
		try (ConfigurableApplicationContext application = run()) {
			LoadGenerator load = application.getBean(LoadGenerator.class);
			load.rate(50);
			application.stop();
			assertThat(load.count().rate()).isZero();
			application.start();
			long before = load.count().answered();
			load.rate(50);
			await(() -> load.count().answered() > before);
		}
	}

	private static ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(SampleApplication.class).run("--server.port=0");
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
