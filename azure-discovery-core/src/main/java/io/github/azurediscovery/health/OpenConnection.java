package io.github.azurediscovery.health;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Looks whether a connection stays open for a moment. The kernel accepts connections for
 * a process that is just dying, and resets them when its listener is closed.
 */
final class OpenConnection implements TcpProbe.Inspection {

	/** For an instance that was said to refuse connections: its listener is closed. */
	static final OpenConnection BRIEF = new OpenConnection(25);

	/**
	 * For an instance whose connections broke: on a busy machine the sockets of a dying
	 * process were seen to be closed over more than 30 ms.
	 */
	static final OpenConnection LASTING = new OpenConnection(100);

	private final int moment;

	private OpenConnection(int milliseconds) {
		this.moment = milliseconds;
	}

	@Override
	public Finding inspect(Socket socket, String host) {
		try {
			socket.setSoTimeout(this.moment);
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
