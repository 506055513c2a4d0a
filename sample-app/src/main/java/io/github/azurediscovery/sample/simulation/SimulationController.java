package io.github.azurediscovery.sample.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.github.azurediscovery.test.estate.SimulatedVm;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Applies actions to the simulated Azure. */
@RestController
@RequestMapping("/simulation")
@ConditionalOnBean(SampleEstate.class)
class SimulationController {

	private final SampleEstate estate;

	SimulationController(SampleEstate estate) {
		this.estate = estate;
	}

	@GetMapping
	View view() {
		return new View(Arrays.stream(SimulationAction.values()).map(SimulationAction::id).toList(), names());
	}

	/**
	 * Return what another process must be configured with to find the same instances,
	 * such as the agent.
	 * @return properties, in the format of a file
	 */
	@GetMapping(path = "/azure.properties", produces = MediaType.TEXT_PLAIN_VALUE)
	String properties() {
		return this.estate.properties()
			.entrySet()
			.stream()
			.map((property) -> property.getKey() + "=" + property.getValue())
			.collect(Collectors.joining("\n", "", "\n"));
	}

	/**
	 * Apply an action.
	 * @param id the action
	 * @param instance the VM it applies to, if it applies to one: the first if none is
	 * named
	 * @return the VMs of the set afterwards
	 */
	@PostMapping("/{id}")
	View act(@PathVariable String id, @RequestParam(required = false) @Nullable String instance) {
		SimulationAction action = Arrays.stream(SimulationAction.values())
			.filter((candidate) -> candidate.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "Unknown action '" + id + "'"));
		action.applyTo(this.estate, () -> vm(instance));
		return view();
	}

	private SimulatedVm vm(@Nullable String name) {
		return this.estate.instances()
			.stream()
			.filter((candidate) -> name == null || candidate.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					(name != null) ? "There is no VM '" + name + "'" : "There is no VM left, scale out first"));
	}

	private List<String> names() {
		return this.estate.instances().stream().map(SimulatedVm::name).toList();
	}

	/**
	 * The available actions and VMs.
	 *
	 * @param actions the actions
	 * @param instances the VMs of the set
	 */
	record View(List<String> actions, List<String> instances) {

	}

}
