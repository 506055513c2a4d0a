package io.github.azurediscovery.dashboard;

import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link Condition} that matches unless the dashboard is served at the root, so that its
 * path without a trailing slash must redirect to it. Binds the properties, which reject
 * an invalid path before there is any bean, and so before Spring would evaluate an
 * expression in it.
 */
final class DashboardBelowRootCondition implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return !Binder.get(context.getEnvironment())
			.bindOrCreate(DashboardProperties.PREFIX, DashboardProperties.class)
			.path()
			.equals("/");
	}

}
