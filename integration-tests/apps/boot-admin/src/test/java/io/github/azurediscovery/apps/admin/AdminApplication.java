package io.github.azurediscovery.apps.admin;

import de.codecentric.boot.admin.server.config.EnableAdminServer;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A Spring Boot Admin server; that it uses discovery is its own default. */
@SpringBootApplication
@EnableAdminServer
class AdminApplication {

}
