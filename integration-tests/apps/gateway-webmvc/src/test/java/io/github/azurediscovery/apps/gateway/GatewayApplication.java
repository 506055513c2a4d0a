package io.github.azurediscovery.apps.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A gateway on the servlet stack; its routes stand in {@code application.yml}. */
@SpringBootApplication
class GatewayApplication {

}
