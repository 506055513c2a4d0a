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
 * Publishes events to every listener of an application context and its ancestors, and
 * isolates the listeners from each other: an exception of one does not keep the event
 * from the others. Spring's own multicaster stops at the first exception (see
 * {@link SimpleApplicationEventMulticaster#setErrorHandler}), so that a config client
 * that fails on a heartbeat would keep it from a gateway. A multicaster of the
 * application's own is used as it is.
 */
final class IsolatingEventPublisher {

	private static final Logger logger = LoggerFactory.getLogger(IsolatingEventPublisher.class);

	private static final String MULTICASTER = AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME;

	private final ConfigurableApplicationContext context;

	IsolatingEventPublisher(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Publish events, one after the other, until the context is closed. Looking up the
	 * listeners is more expensive than notifying them, and is done once for all events.
	 */
	void publish(List<?> events) {
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
	 * The context's collection is not guarded; beans that are created late and
	 * application code may add to it at any time.
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
