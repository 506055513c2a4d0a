package io.github.azurediscovery.dashboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * Writes to one viewer with the non-blocking I/O of the servlet container: on the
 * dashboard's own thread, and on a thread of the container when the container is ready
 * for more data again.
 */
final class ServletEventStream implements CoreSubscriber<ByteBuffer>, WriteListener, AsyncListener {

	private static final Logger logger = LoggerFactory.getLogger(ServletEventStream.class);

	private final DashboardViewer viewer;

	private final ViewerBroadcaster viewers;

	private final AsyncContext async;

	private final ServletOutputStream out;

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile Subscription chunks = Operators.emptySubscription();

	private volatile boolean ready = true;

	private volatile boolean unflushed;

	private ServletEventStream(DashboardViewer viewer, ViewerBroadcaster viewers, AsyncContext async,
			ServletOutputStream out) {
		this.viewer = viewer;
		this.viewers = viewers;
		this.async = async;
		this.out = out;
	}

	static void open(DashboardViewer viewer, ViewerBroadcaster viewers, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		try {
			AsyncContext async = request.startAsync();
			async.setTimeout(0);
			ServletEventStream stream = new ServletEventStream(viewer, viewers, async, response.getOutputStream());
			async.addListener(stream);
			viewer.chunks().subscribe(stream);
			stream.out.setWriteListener(stream);
			viewer.disconnected().subscribe(null, null, stream::cut);
		}
		catch (Throwable ex) {
			viewers.leave(viewer);
			throw ex;
		}
	}

	@Override
	public void onSubscribe(Subscription chunks) {
		this.chunks = chunks;
	}

	@Override
	public void onWritePossible() throws IOException {
		requestNextIfReady();
	}

	@Override
	public void onNext(ByteBuffer chunk) {
		try {
			this.viewer.chunkTaken();
			this.out.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
			this.unflushed = true;
			requestNextIfReady();
		}
		catch (IOException ex) {
			onError(ex);
		}
		catch (Throwable ex) {
			logger.warn("Writing to a viewer of the dashboard failed, its connection ends", ex);
			onError(ex);
		}
	}

	private void requestNextIfReady() throws IOException {
		if (isReady() && this.unflushed) {
			this.unflushed = false;
			this.out.flush();
		}
		if (isReady()) {
			this.chunks.request(1);
		}
	}

	private boolean isReady() {
		this.ready = this.out.isReady();
		return this.ready;
	}

	@Override
	public void onComplete() {
		if (this.ready) {
			end(this.async::complete);
		}
		else {
			cut();
		}
	}

	/**
	 * A container may wait until the rest is read, unless an exception ends the request.
	 */
	private void cut() {
		this.chunks.cancel();
		end(this.async::dispatch);
	}

	@Override
	public void onError(Throwable ex) {
		this.chunks.cancel();
		end(this.async::complete);
	}

	@Override
	public void onError(AsyncEvent event) {
		onError(event.getThrowable());
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		cut();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.chunks.cancel();
		this.viewers.leave(this.viewer);
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	private void end(Runnable action) {
		if (this.ended.compareAndSet(false, true)) {
			try {
				action.run();
			}
			catch (IllegalStateException ex) {
				logger.trace("The container has already ended the stream", ex);
				this.viewers.leave(this.viewer);
			}
			catch (Throwable ex) {
				logger.warn("The container could not end the stream of a viewer of the dashboard", ex);
				this.viewers.leave(this.viewer);
			}
		}
	}

}
