package io.github.azurediscovery.health;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Looks whether a connection stays open for a moment. The kernel accepts connections for
 * a process that is just dying, and resets them when its listener is closed.
 */
final class OpenConnection implements TcpProbe.Inspection {

	/** Longer than the sockets of a process take to be closed one after the other. */
	private static final int MOMENT = 25;

	@Override
	public Finding inspect(Socket socket, String host) {
		try {
			socket.setSoTimeout(MOMENT);
			return (socket.getInputStream().read() >= 0) ? Finding.ALIVE : Finding.dead("connection closed at once");
		}
		catch (SocketTimeoutException ex) {
			return Finding.ALIVE;
		}
		catch (IOException ex) {
			return Finding.dead("connection reset at once");
		}
	}

}
