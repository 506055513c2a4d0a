package io.github.azurediscovery.test.spring;

import io.github.azurediscovery.test.SimulatedAzure;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * After every test makes of the simulated Azure again what the test class says.
 */
final class SimulatedAzureTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public void afterTestMethod(TestContext testContext) {
		Class<?> testClass = testContext.getTestClass();
		if (TestContextAnnotationUtils.hasAnnotation(testClass, SimulatedAzureTest.class)
				&& testContext.hasApplicationContext()) {
			SimulatedAzure azure = testContext.getApplicationContext().getBean(SimulatedAzure.class);
			azure.change(() -> {
				azure.reset();
				AzureSetupMethods.of(testClass).apply(azure);
			});
		}
	}

}
