package io.github.azurediscovery.agent;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which would end a Java process that does not handle it. The JDK's module
 * {@code jdk.unsupported} is the only one that can; named by reflection, because no
 * annotation suppresses the compiler's warning.
 */
final class HangupSignal {

	private static final Logger logger = LoggerFactory.getLogger(HangupSignal.class);

	private HangupSignal() {
	}

	/**
	 * Handle every SIGHUP from now on.
	 * @param action what to do, on a thread of its own each time
	 */
	static void handle(Runnable action) {
		try {
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handler = Class.forName("sun.misc.SignalHandler");
			InvocationHandler run = (proxy, method, arguments) -> {
				if (method.getName().equals("handle")) {
					action.run();
					return null;
				}
				return method.invoke(action, arguments);
			};
			signal.getMethod("handle", signal, handler)
				.invoke(null, signal.getConstructor(String.class).newInstance("HUP"),
						Proxy.newProxyInstance(HangupSignal.class.getClassLoader(), new Class<?>[] { handler }, run));
		}
		catch (ReflectiveOperationException ex) {
			logger.debug("SIGHUP cannot be handled here", ex);
		}
	}

}
