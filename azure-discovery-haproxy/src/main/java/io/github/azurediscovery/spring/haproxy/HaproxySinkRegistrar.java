package io.github.azurediscovery.spring.haproxy;

import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.github.azurediscovery.setting.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** Registers a sink for each socket, or the one of the Dataplane API. */
final class HaproxySinkRegistrar implements BeanRegistrar {

	private static final String SINK = "azureDiscoveryHaproxySink";

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		Binder binder = Binder.get(environment);
		HaproxyProperties.Api api = binder.bind(HaproxyProperties.PREFIX + ".api", HaproxyProperties.Api.class)
			.orElse(HaproxyProperties.Api.RUNTIME);
		if (api == HaproxyProperties.Api.DATAPLANE) {
			registry.registerBean(SINK + "0", HaproxySink.class,
					(bean) -> bean.supplier(HaproxySinkRegistrar::dataplane));
			return;
		}
		List<String> sockets = binder.bind(HaproxyProperties.PREFIX + ".sockets", Bindable.listOf(String.class))
			.orElse(List.of());
		for (int index = 0; index < sockets.size(); index++) {
			String socket = sockets.get(index);
			registry.registerBean(SINK + index, HaproxySink.class,
					(bean) -> bean.supplier((context) -> sink(socket, context.bean(HaproxyProperties.class))));
		}
	}

	/** With the properties, because binding them validates the socket first. */
	private static HaproxySink sink(String socket, HaproxyProperties properties) {
		return new HaproxySink(HaproxyAddress.parse(socket), properties.settings());
	}

	private static HaproxySink dataplane(SupplierContext context) {
		HaproxyProperties properties = context.bean(HaproxyProperties.class);
		SSLContext sslContext = sslContext(properties.dataplane().sslBundle(), context);
		return new HaproxySink(properties.dataplaneSettings(sslContext), properties.settings());
	}

	private static @Nullable SSLContext sslContext(@Nullable String bundle, SupplierContext context) {
		if (bundle == null) {
			return null;
		}
		try {
			return context.bean(SslBundles.class).getBundle(bundle).createSslContext();
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidSettingException("haproxy.dataplane.ssl-bundle", bundle,
					"the name of an SSL bundle: define it under spring.ssl.bundle");
		}
	}

}
