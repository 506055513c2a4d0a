package io.github.azurediscovery.test.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.github.azurediscovery.test.SimulatedAzure;

import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The methods that make what exists, in order.
 *
 * @param methods the methods; equal lists let test classes share a context
 */
record AzureSetupMethods(List<Method> methods) {

	static AzureSetupMethods of(Class<?> testClass) {
		List<Method> methods = new ArrayList<>();
		collect(testClass, methods);
		return new AzureSetupMethods(List.copyOf(methods));
	}

	private static void collect(Class<?> type, List<Method> methods) {
		if (type.getSuperclass() != null) {
			collect(type.getSuperclass(), methods);
		}
		if (TestContextAnnotationUtils.searchEnclosingClass(type)) {
			collect(type.getEnclosingClass(), methods);
		}
		Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(AzureSetup.class))
			.sorted(Comparator.comparing(Method::getName))
			.map(AzureSetupMethods::checked)
			.filter((method) -> !methods.contains(method))
			.forEach(methods::add);
	}

	private static Method checked(Method method) {
		if (!Modifier.isStatic(method.getModifiers())
				|| !Arrays.equals(method.getParameterTypes(), new Class<?>[] { SimulatedAzure.class })) {
			throw new IllegalStateException(
					"@AzureSetup method " + method + " must be static and have one parameter of type SimulatedAzure");
		}
		return method;
	}

	void apply(SimulatedAzure azure) {
		azure.change(() -> {
			for (Method method : this.methods) {
				ReflectionUtils.makeAccessible(method);
				ReflectionUtils.invokeMethod(method, null, azure);
			}
		});
	}

}
