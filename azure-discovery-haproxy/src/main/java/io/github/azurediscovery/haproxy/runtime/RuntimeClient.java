package io.github.azurediscovery.haproxy.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.server.HaproxyApi;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.sink.SinkException;

/**
 * HAProxy's Runtime API over its admin socket. Every call is bounded by a time. Commands
 * that succeed answer nothing or one of a few sentences; any other answer is an error.
 */
public final class RuntimeClient implements HaproxyApi {

	/** Below the 16,384 bytes of HAProxy's buffer, which a line must fit into. */
	static final int LONGEST_LINE = 8_000;

	public static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Pattern PID = Pattern.compile("(?m)^Pid: (\\d+)$");

	private static final Pattern SUCCESS = Pattern
		.compile("(IP changed from|port changed from|no need to change) .*|New server registered\\.|Server deleted\\.");

	private final HaproxyAddress address;

	private final Duration timeout;

	public RuntimeClient(HaproxyAddress address, Duration timeout) {
		this.address = address;
		this.timeout = timeout;
	}

	@Override
	public long pid() throws SinkException, InterruptedException {
		String answer = ask("show info");
		Matcher pid = PID.matcher(answer);
		if (!pid.find()) {
			throw new SinkException(this.address + " does not answer like HAProxy: " + firstLine(answer));
		}
		return Long.parseLong(pid.group(1));
	}

	@Override
	public ServerTable servers() throws SinkException, InterruptedException {
		String answer = ask("show servers state");
		try {
			return ServerTable.parse(answer);
		}
		catch (IllegalArgumentException ex) {
			throw new SinkException("the answer to 'show servers state' cannot be read: " + ex.getMessage(), ex);
		}
	}

	@Override
	public Map<String, Integer> sessions(Set<String> backends) throws SinkException, InterruptedException {
		return SessionTable.parse(ask("show stat -1 4 -1"));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * As few lines as possible, each over a connection of its own.
	 */
	@Override
	public List<String> send(List<SlotCommand> commands) throws SinkException, InterruptedException {
		List<String> errors = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (SlotCommand command : commands) {
			String next = command.line();
			if (!line.isEmpty() && line.length() + 1 + next.length() > LONGEST_LINE) {
				errors.addAll(errors(ask(line.toString())));
				line.setLength(0);
			}
			line.append(line.isEmpty() ? "" : ";").append(next);
		}
		if (!line.isEmpty()) {
			errors.addAll(errors(ask(line.toString())));
		}
		return errors;
	}

	@Override
	public boolean addsServers() {
		return true;
	}

	/**
	 * Send a line.
	 * @param line the line
	 * @return the answer
	 * @throws SinkException if HAProxy does not answer
	 */
	public String ask(String line) throws SinkException, InterruptedException {
		if (line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("not a line of commands: " + firstLine(line));
		}
		try {
			return new RuntimeExchange(this.address, this.timeout).ask(line);
		}
		catch (IOException ex) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			throw new SinkException(SocketFailure.explain(this.address, ex), ex);
		}
	}

	public static List<String> errors(String answer) {
		return answer.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !SUCCESS.matcher(line).matches())
			.toList();
	}

	private static String firstLine(String answer) {
		String line = answer.lines().findFirst().orElse("nothing");
		return line.substring(0, Math.min(200, line.length()));
	}

}
