package io.github.azurediscovery.health.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLSocket;

/**
 * Checks whether a TLS handshake reaches the server's certificate, whatever that is. An
 * instance that refuses the handshake after that is alive: it may require a client
 * certificate, which the library does not have.
 */
final class TlsHandshake implements TcpConnectProbe.Inspection {

	@Override
	public InstanceProbeResult inspect(Socket socket, String host) {
		AtomicBoolean presented = new AtomicBoolean();
		try (SSLSocket tls = (SSLSocket) TrustAllManager.context(() -> presented.set(true))
			.getSocketFactory()
			.createSocket(socket, host, socket.getPort(), true)) {
			tls.startHandshake();
			return InstanceProbeResult.ALIVE;
		}
		catch (SocketTimeoutException ex) {
			return presented.get() ? InstanceProbeResult.ALIVE : InstanceProbeResult.dead("TLS handshake timeout");
		}
		catch (IOException ex) {
			return presented.get() ? InstanceProbeResult.ALIVE : InstanceProbeResult.dead("TLS handshake failed");
		}
	}

}
