package io.github.azurediscovery.spring.loadbalancer.users;

import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Configuration;

/** One of the names on which the order of default configurations once depended. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = UserSupplier.class)
public class Application {

}
