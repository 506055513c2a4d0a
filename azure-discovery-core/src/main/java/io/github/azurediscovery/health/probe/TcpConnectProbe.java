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

/** Opens one connection, looks whether it is of use, and closes it. */
final class TcpConnectProbe implements InstanceProbe {

	private final Executor threads;

	private final Duration timeout;

	private final ToIntFunction<Instance> port;

	private final Inspection inspection;

	/** A connection that comes about and stays open is enough. */
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

	/** Looks at a connection that came about. */
	interface Inspection {

		/**
		 * Look at a connection.
		 * @param socket the connection
		 * @param host the host it leads to
		 * @return what was found
		 * @throws IOException if that says nothing about the instance
		 */
		InstanceProbeResult inspect(Socket socket, String host) throws IOException;

	}

}
