package io.github.azurediscovery.dashboard;

import java.io.IOException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/** What a servlet container may throw. */
class ServletEventStreamTests {

	private final DashboardViewer viewer = new DashboardViewer();

	private final ViewerBroadcaster viewers = mock(ViewerBroadcaster.class);

	private final HttpServletRequest request = mock(HttpServletRequest.class);

	private final HttpServletResponse response = mock(HttpServletResponse.class);

	private final AsyncContext async = mock(AsyncContext.class);

	private final ServletOutputStream out = mock(ServletOutputStream.class);

	@BeforeEach
	void connect() throws IOException {
		given(this.request.startAsync()).willReturn(this.async);
		given(this.response.getOutputStream()).willReturn(this.out);
		given(this.out.isReady()).willReturn(true);
	}

	private ServletEventStream open() throws IOException {
		ServletEventStream.open(this.viewer, this.viewers, this.request, this.response);
		ArgumentCaptor<ServletEventStream> stream = ArgumentCaptor.captor();
		verify(this.out).setWriteListener(stream.capture());
		return stream.getValue();
	}

	@Test
	void aStreamThatCannotBeOpenedGivesItsPlaceBack() {
		willThrow(new NoClassDefFoundError("for a test")).given(this.request).startAsync();
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(this::open);
		verify(this.viewers).leave(this.viewer);
	}

	@Test
	void aWriteThatThrowsAnythingEndsTheStream() throws IOException {
		ServletEventStream stream = open();
		stream.onWritePossible();
		willThrow(new IllegalStateException("recycled")).given(this.out).write(any(byte[].class), anyInt(), anyInt());
		assertThat(this.viewer.send(new byte[] { 1 })).isTrue();
		verify(this.async).complete();
		assertThat(this.viewer.send(new byte[] { 2 })).isFalse();
	}

	@Test
	void aStreamThatTheContainerCannotEndGivesItsPlaceBack() throws IOException {
		open();
		willThrow(new IllegalArgumentException("for a test")).given(this.async).complete();
		this.viewer.end();
		verify(this.viewers, Mockito.atLeastOnce()).leave(this.viewer);
	}

}
