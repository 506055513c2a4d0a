package io.github.azurediscovery.agent;

import io.github.azurediscovery.AzureDiscovery;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A view for scripts and people: the VMs, and the health of the agent. */
@RestController
@ConditionalOnBooleanProperty(name = "azure.discovery.agent.api.enabled", matchIfMissing = true)
class AgentViewController {

	private final VirtualMachinesViewFactory views;

	private final ObjectProvider<HealthEndpoint> health;

	AgentViewController(AzureDiscovery discovery, ObjectProvider<HealthEndpoint> health) {
		this.views = new VirtualMachinesViewFactory(discovery);
		this.health = health;
	}

	@GetMapping("/api/vms")
	VirtualMachinesView vms() {
		return this.views.view();
	}

	@GetMapping("/api/health")
	ResponseEntity<HealthDescriptor> health() {
		HealthEndpoint endpoint = this.health.getIfAvailable();
		if (endpoint == null) {
			return ResponseEntity.notFound().build();
		}
		HealthDescriptor health = endpoint.health();
		return ResponseEntity.status(HttpCodeStatusMapper.getDefault().getStatusCode(health.getStatus())).body(health);
	}

}
