package io.github.azurediscovery.spring.event;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Tells every listener of an application context, and of those above it, of an event, so
 * that one that throws keeps it from nobody else. Spring's own multicaster ends with the
 * first exception (see {@link SimpleApplicationEventMulticaster#setErrorHandler}), and a
 * config client that fails on a heartbeat would keep it from a gateway. Where the
 * application has a multicaster of its own, that one is used, by its own rules.
 */
final class IsolatingEventPublisher {

	private static final Logger logger = LoggerFactory.getLogger(IsolatingEventPublisher.class);

	private static final String MULTICASTER = AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME;

	private final ConfigurableApplicationContext context;

	IsolatingEventPublisher(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Tell of events, one after the other, until the context is closed. To look for the
	 * listeners costs more than to tell them, and is done once for all the events.
	 */
	void tell(List<?> events) {
		List<SimpleApplicationEventMulticaster> multicasters = new ArrayList<>();
		ApplicationContext next = this.context;
		while (next instanceof AbstractApplicationContext known
				&& !known.getBeanFactory().containsBeanDefinition(MULTICASTER)) {
			multicasters.add(multicaster(known));
			next = next.getParent();
		}
		for (Object event : events) {
			if (this.context.isClosed()) {
				return;
			}
			ApplicationEvent published = (event instanceof ApplicationEvent known) ? known
					: new PayloadApplicationEvent<>(this.context, event);
			String name = event.getClass().getSimpleName();
			for (SimpleApplicationEventMulticaster multicaster : multicasters) {
				multicaster.setErrorHandler((ex) -> failed(name, ex));
				multicaster.multicastEvent(published);
			}
			if (next != null) {
				publish(next, published, name);
			}
		}
	}

	private static void publish(ApplicationContext context, ApplicationEvent event, String name) {
		try {
			context.publishEvent(event);
		}
		catch (Throwable ex) {
			failed(name, ex);
		}
	}

	/**
	 * The context's collection is its own and guarded by nothing; beans that are made
	 * late, and programs, add to it at any time.
	 */
	private static List<ApplicationListener<?>> listeners(AbstractApplicationContext context) {
		while (true) {
			try {
				return new ArrayList<>(context.getApplicationListeners());
			}
			catch (ConcurrentModificationException ex) {
				Thread.onSpinWait();
			}
		}
	}

	private static SimpleApplicationEventMulticaster multicaster(AbstractApplicationContext context) {
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster(context.getBeanFactory());
		listeners(context).forEach(multicaster::addApplicationListener);
		for (String bean : context.getBeanNamesForType(ApplicationListener.class, true, false)) {
			multicaster.addApplicationListenerBean(bean);
		}
		return multicaster;
	}

	private static void failed(String event, Throwable failure) {
		logger.warn("A listener of {} failed: {}", event, failure.toString());
		logger.debug("A listener of {} failed", event, failure);
	}

}
