package io.github.azurediscovery.azure.source;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.ArmConnection;
import io.github.azurediscovery.azure.arm.ArmConnectionOptions;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;

/**
 * The objects that can be reached from others, through classes of ours and through
 * collections, but not through the way to Azure itself.
 */
final class ReachableObjects {

	private static final List<Class<?>> WAY_TO_AZURE = List.of(ArmConnection.class, ArmClient.class,
			ConcurrentArmCalls.class, ArmConnectionOptions.class, AzureSources.Builder.class);

	private final Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());

	Collection<Object> all() {
		return this.all;
	}

	void from(Object object) throws IllegalAccessException {
		if (object == null || WAY_TO_AZURE.stream().anyMatch((type) -> type.isInstance(object))
				|| !this.all.add(object)) {
			return;
		}
		if (object instanceof Map<?, ?> map) {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				from(entry.getKey());
				from(entry.getValue());
			}
		}
		else if (object instanceof Collection<?> collection) {
			for (Object each : collection) {
				from(each);
			}
		}
		else if (object instanceof CompletableFuture<?> future) {
			from(future.getNow(null));
		}
		else if (object.getClass().getName().startsWith("io.github.azurediscovery") && !(object instanceof Enum)) {
			fields(object);
		}
	}

	private void fields(Object object) throws IllegalAccessException {
		for (Field field : object.getClass().getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
				field.setAccessible(true);
				from(field.get(object));
			}
		}
	}

}
