package io.github.azurediscovery.source;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server on loopback that knows what the test tells it. */
final class LoopbackDns implements AutoCloseable {

	private final DatagramSocket socket;

	private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();

	private final Set<Name> broken = ConcurrentHashMap.newKeySet();

	private final AtomicInteger questions = new AtomicInteger();

	private volatile int failure = Rcode.NOERROR;

	LoopbackDns() throws IOException {
		this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(this::serve, "loopback-dns");
		thread.setDaemon(true);
		thread.start();
	}

	String address() {
		return "127.0.0.1:" + this.socket.getLocalPort();
	}

	int questions() {
		return this.questions.get();
	}

	void knows(String name, Record... records) throws IOException {
		this.records.put(Name.fromString(name), List.of(records));
	}

	/**
	 * Fail for one name, as a resolver does that cannot reach the servers of its zone.
	 */
	void cannotTell(String name) throws IOException {
		this.broken.add(Name.fromString(name));
	}

	void failsWith(int rcode) {
		this.failure = rcode;
	}

	private void serve() {
		byte[] buffer = new byte[4096];
		while (!this.socket.isClosed()) {
			try {
				DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
				this.socket.receive(packet);
				this.questions.incrementAndGet();
				byte[] answer = answer(new Message(packet.getData())).toWire();
				this.socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
			}
			catch (IOException ex) {
				if (!this.socket.isClosed()) {
					throw new IllegalStateException(ex);
				}
			}
		}
	}

	private Message answer(Message query) {
		Record question = query.getQuestion();
		Message answer = new Message(query.getHeader().getID());
		answer.getHeader().setFlag(Flags.QR);
		answer.addRecord(question, Section.QUESTION);
		List<Record> known = this.records.get(question.getName());
		if (this.broken.contains(question.getName())) {
			answer.getHeader().setRcode(Rcode.SERVFAIL);
			return answer;
		}
		answer.getHeader()
			.setRcode(
					(this.failure != Rcode.NOERROR) ? this.failure : (known == null) ? Rcode.NXDOMAIN : Rcode.NOERROR);
		if (known != null && this.failure == Rcode.NOERROR) {
			known.stream()
				.filter((record) -> record.getType() == question.getType())
				.forEach((record) -> answer.addRecord(record, Section.ANSWER));
		}
		return answer;
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
