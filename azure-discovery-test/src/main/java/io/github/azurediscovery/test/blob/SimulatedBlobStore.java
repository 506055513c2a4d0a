package io.github.azurediscovery.test.blob;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.test.http.ActiveFaults;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.DatedServer;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.github.azurediscovery.test.http.RequestLog;
import org.jspecify.annotations.Nullable;

/**
 * An Azure Blob service in this process, over HTTP on 127.0.0.1: block blobs with
 * conditional writes, leases and lists, as the Azure SDK asks for them. Leases run out by
 * the clock of the test. Safe for use by several threads.
 * <p>
 * The same tests hold it and Azurite 3.37.0, and it is never kinder. Not verified, since
 * no test of this project has met Azure itself:
 * <ul>
 * <li>the status and code of each refusal of a lease; where Azure's documentation has 409
 * for a write with another's lease, Azurite and this store answer 412, and a client must
 * take both for the loss of the lease;
 * <li>that a read carries {@code x-ms-lease-state}, as the SDK's classes that are
 * generated from Azure's specification say, and that one of an unchanged blob (304) does
 * not;
 * <li>that a write with a lease id to a blob that is not there is refused: Azurite
 * creates it;
 * <li>which rights a lease needs beside the one to write;
 * <li>when Azure answers 503, and with which {@code Retry-After}.
 * </ul>
 */
public final class SimulatedBlobStore implements AutoCloseable {

	/** The container that exists from the beginning. */
	public static final String CONTAINER = "discovery";

	private static final String ACCOUNT = "devstoreaccount1";

	private static final AtomicInteger threads = new AtomicInteger();

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "simulated-blob-" + threads.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	});

	private final ActiveFaults faults = new ActiveFaults();

	private final RequestLog requests = new RequestLog();

	private final BlobEndpoint blobs;

	private final DatedServer server;

	private SimulatedBlobStore(InstantSource time, int port, @Nullable LoopbackCertificate certificate) {
		this.blobs = new BlobEndpoint(ACCOUNT, time);
		this.blobs.container(CONTAINER);
		this.server = DatedServer.start(port, certificate, this.executor, this.blobs, this.requests, this.faults);
	}

	/**
	 * Start a store without blobs on a free port.
	 * @return a running store, to be closed
	 */
	public static SimulatedBlobStore start() {
		return start(InstantSource.system());
	}

	/**
	 * Start a store without blobs on a free port.
	 * @param time the clock of the store: leases run out by it, and answers carry it
	 * @return a running store, to be closed
	 */
	public static SimulatedBlobStore start(InstantSource time) {
		return new SimulatedBlobStore(time, 0, null);
	}

	/**
	 * Start a store without blobs on a given port.
	 * @param time the clock of the store
	 * @param port the port, 0 for a free one
	 * @return a running store, to be closed
	 * @throws java.io.UncheckedIOException if the port is taken
	 */
	public static SimulatedBlobStore start(InstantSource time, int port) {
		return new SimulatedBlobStore(time, port, null);
	}

	/**
	 * Start a store without blobs that speaks https.
	 * @param time the clock of the store
	 * @param certificate the certificate it shows
	 * @return a running store, to be closed
	 */
	public static SimulatedBlobStore startTls(InstantSource time, LoopbackCertificate certificate) {
		return new SimulatedBlobStore(time, 0, certificate);
	}

	/**
	 * Return the URL of the account.
	 * @return for example {@code http://127.0.0.1:40123/devstoreaccount1}
	 */
	public URI account() {
		return URI.create(this.server.uri() + "/" + ACCOUNT);
	}

	/**
	 * Return the URL of the container that exists from the beginning.
	 * @return for {@code azure.discovery.fleet.store}
	 */
	public URI container() {
		return URI.create(account() + "/" + CONTAINER);
	}

	/**
	 * Give an identity a role. As soon as there is one, requests without a token get 401,
	 * and those of identities without a role 403.
	 * @param subject the {@code sub} of its tokens, or the token itself where it is no
	 * JWT
	 * @param role what it may do
	 * @return this store
	 */
	public SimulatedBlobStore role(String subject, BlobRole role) {
		this.blobs.role(subject, role);
		return this;
	}

	/**
	 * Let a fault strike some operations.
	 * @param fault the fault
	 * @param operations the operations
	 * @return this store
	 */
	public SimulatedBlobStore fault(AzureFault fault, AzureOperation... operations) {
		return fault(fault, List.of(operations));
	}

	/**
	 * Let a fault strike some operations.
	 * @param fault the fault
	 * @param operations the operations, for example {@link AzureOperation#blob()}
	 * @return this store
	 */
	public SimulatedBlobStore fault(AzureFault fault, Collection<AzureOperation> operations) {
		this.faults.add(fault, operations);
		return this;
	}

	/**
	 * End all faults.
	 * @return this store
	 */
	public SimulatedBlobStore clearFaults() {
		this.faults.clear();
		return this;
	}

	/**
	 * Set how long every answer takes.
	 * @param latency the delay, zero for none
	 * @return this store
	 */
	public SimulatedBlobStore latency(Duration latency) {
		this.server.latency(latency);
		return this;
	}

	/**
	 * Return what was asked.
	 * @return the log, live
	 */
	public RequestLog requests() {
		return this.requests;
	}

	/**
	 * Return what a blob of the container holds.
	 * @param name its name, for example {@code v1/head.json}
	 * @return a copy, or {@code null} if there is none
	 */
	public byte @Nullable [] read(String name) {
		return this.blobs.read(CONTAINER, name);
	}

	/**
	 * Write a blob of the container, whatever lease there is: what a test wants to find
	 * there.
	 * @param name its name, for example {@code v1/head.json}
	 * @param bytes what it is to hold
	 * @return this store
	 */
	public SimulatedBlobStore write(String name, byte[] bytes) {
		this.blobs.write(CONTAINER, name, bytes);
		return this;
	}

	/** Return to the beginning: no blobs, no roles, no faults, nothing was asked. */
	public void reset() {
		this.blobs.clear();
		this.faults.clear();
		this.requests.clear();
		latency(Duration.ZERO);
	}

	/** Stop listening. */
	@Override
	public void close() {
		this.server.close();
		this.executor.shutdownNow();
	}

}
