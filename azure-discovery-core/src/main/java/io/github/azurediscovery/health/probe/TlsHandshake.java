package io.github.azurediscovery.health.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLSocket;

/**
 * Looks whether a TLS handshake comes as far as the server's certificate, whatever that
 * is. An instance that refuses the handshake after that lives: it may want a certificate
 * of the caller, which is not ours to show.
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
