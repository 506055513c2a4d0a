package io.github.azurediscovery.health.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Checks whether a connection stays open for a moment. The kernel accepts connections for
 * a dying process, and resets them when its listener is closed.
 */
final class TcpConnectionCheck implements TcpConnectProbe.Inspection {

	/** For an instance that is reported to refuse connections: its listener is closed. */
	static final TcpConnectionCheck BRIEF = new TcpConnectionCheck(25);

	/**
	 * For an instance whose connections broke: on a busy machine the sockets of a dying
	 * process were seen to be closed over more than 30 ms.
	 */
	static final TcpConnectionCheck LASTING = new TcpConnectionCheck(100);

	private final int moment;

	private TcpConnectionCheck(int milliseconds) {
		this.moment = milliseconds;
	}

	@Override
	public InstanceProbeResult inspect(Socket socket, String host) {
		try {
			socket.setSoTimeout(this.moment);
			return (socket.getInputStream().read() >= 0) ? InstanceProbeResult.ALIVE
					: InstanceProbeResult.dead("connection closed at once");
		}
		catch (SocketTimeoutException ex) {
			return InstanceProbeResult.ALIVE;
		}
		catch (IOException ex) {
			return InstanceProbeResult.dead("connection reset at once");
		}
	}

}
