package io.github.azurediscovery.endurance;

import java.time.Duration;

import io.github.azurediscovery.spring.event.ServiceInstancesChangedEvent;

import org.springframework.context.event.EventListener;

/** A listener of the application that occasionally does not return for a while. */
final class HangingListener {

	private volatile Duration pause = Duration.ZERO;

	void pause(Duration pause) {
		this.pause = pause;
	}

	@EventListener
	void changed(ServiceInstancesChangedEvent event) {
		Duration next = this.pause;
		this.pause = Duration.ZERO;
		try {
			Thread.sleep(next.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
