package io.github.azurediscovery.dashboard;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the page stands below the root, where its path without a slash must lead to it.
 * Asks the settings themselves: they refuse what is no path before there is any bean, and
 * so before Spring would take an expression in it for one.
 */
final class DashboardBelowRootCondition implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return !Binder.get(context.getEnvironment())
			.bindOrCreate("azure.discovery.dashboard", DashboardProperties.class)
			.path()
			.equals("/");
	}

}
