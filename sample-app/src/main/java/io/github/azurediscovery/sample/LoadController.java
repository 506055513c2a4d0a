package io.github.azurediscovery.sample;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Starts and stops the load. */
@RestController
@RequestMapping("/load")
class LoadController {

	private final LoadGenerator load;

	LoadController(LoadGenerator load) {
		this.load = load;
	}

	@GetMapping
	LoadGenerator.Count count() {
		return this.load.count();
	}

	@PostMapping
	LoadGenerator.Count rate(@RequestParam int rate) {
		this.load.rate(rate);
		return this.load.count();
	}

	@ExceptionHandler(IllegalArgumentException.class)
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	String refused(IllegalArgumentException ex) {
		return String.valueOf(ex.getMessage());
	}

}
