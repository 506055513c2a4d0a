package io.github.azurediscovery.spring.haproxy;

import java.util.List;

import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.HaproxySink;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Registers a sink for each socket. */
final class HaproxySinkRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		List<String> sockets = Binder.get(environment)
			.bind(HaproxyProperties.PREFIX + ".sockets", Bindable.listOf(String.class))
			.orElse(List.of());
		for (int index = 0; index < sockets.size(); index++) {
			String socket = sockets.get(index);
			registry.registerBean("azureDiscoveryHaproxySink" + index, HaproxySink.class,
					(bean) -> bean.supplier((context) -> sink(socket, context.bean(HaproxyProperties.class))));
		}
	}

	/** With the properties, because binding them validates the socket first. */
	private static HaproxySink sink(String socket, HaproxyProperties properties) {
		return new HaproxySink(HaproxyAddress.parse(socket), properties.settings());
	}

}
