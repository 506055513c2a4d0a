package io.github.azurediscovery.dashboard;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Serves the event stream in servlet applications. Spring MVC would write a stream with
 * blocking I/O on the application's executor, which a few viewers that do not read could
 * exhaust; here no thread waits for a viewer.
 */
@Controller
@RequestMapping(DashboardProperties.PATH_PLACEHOLDER)
final class ServletEventStreamController {

	private final ViewerBroadcaster viewers;

	ServletEventStreamController(ViewerBroadcaster viewers) {
		this.viewers = viewers;
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (request.getDispatcherType() == DispatcherType.ASYNC) {
			throw new ConnectionCutException();
		}
		DashboardViewer viewer = HttpMethod.HEAD.matches(request.getMethod()) ? null : this.viewers.join();
		if (viewer != null) {
			EventStreamHeaders.STREAM.forEach(response::setHeader);
			ShallowEtagHeaderFilter.disableContentCaching(request);
			ServletEventStream.open(viewer, this.viewers, request, response);
		}
		else if (HttpMethod.HEAD.matches(request.getMethod())) {
			EventStreamHeaders.STREAM.forEach(response::setHeader);
		}
		else {
			EventStreamHeaders.TOO_MANY_VIEWERS.forEach(response::setHeader);
			response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
		}
	}

}
