package io.github.azurediscovery.health.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.Instance;

/** Opens one connection, inspects it, and closes it. */
final class TcpConnectProbe implements InstanceProbe {

	private final Executor threads;

	private final Duration timeout;

	private final ToIntFunction<Instance> port;

	private final Inspection inspection;

	/**
	 * Create a probe for which a connection that is established and stays open is
	 * sufficient.
	 */
	TcpConnectProbe(Executor threads, Duration timeout, ToIntFunction<Instance> port) {
		this(threads, timeout, port, TcpConnectionCheck.BRIEF);
	}

	TcpConnectProbe(Executor threads, Duration timeout, ToIntFunction<Instance> port, Inspection inspection) {
		this.threads = threads;
		this.timeout = timeout;
		this.port = port;
		this.inspection = inspection;
	}

	@Override
	public void ask(Instance instance, Consumer<InstanceProbeResult> answer) {
		InstanceProbe connecting = new ReliableProbe((asked, found) -> found
			.accept(connect(HostName.unbracketed(asked.host()), this.port.applyAsInt(asked))));
		this.threads.execute(() -> connecting.ask(instance, answer));
	}

	private InstanceProbeResult connect(String host, int port) {
		try (Socket socket = new Socket()) {
			int patience = (int) this.timeout.toMillis();
			socket.connect(new InetSocketAddress(host, port), patience);
			socket.setSoTimeout(patience);
			return this.inspection.inspect(socket, host);
		}
		catch (SocketTimeoutException ex) {
			return InstanceProbeResult.dead("connect timeout");
		}
		catch (NoRouteToHostException ex) {
			return ownAddressesExhausted(ex) ? InstanceProbeResult.unclear("no free local port")
					: InstanceProbeResult.dead("no route to host");
		}
		catch (ConnectException ex) {
			return InstanceProbeResult.dead("connection refused");
		}
		catch (UnknownHostException ex) {
			return InstanceProbeResult.unclear("unknown host");
		}
		catch (IOException ex) {
			return InstanceProbeResult.unclear("connect failed: " + ex.getMessage());
		}
	}

	/** How the JDK reports EADDRNOTAVAIL on Linux. */
	private static boolean ownAddressesExhausted(NoRouteToHostException ex) {
		return String.valueOf(ex.getMessage()).contains("assign requested address");
	}

	/** Inspects an established connection. */
	interface Inspection {

		/**
		 * Inspect a connection.
		 * @param socket the connection
		 * @param host the host it leads to
		 * @return the result
		 * @throws IOException if the result is unclear; a {@link SocketTimeoutException}
		 * says that the instance is dead
		 */
		InstanceProbeResult inspect(Socket socket, String host) throws IOException;

	}

}
