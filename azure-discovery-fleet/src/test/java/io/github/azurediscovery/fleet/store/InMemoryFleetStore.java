package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A store of one process, with the clock of the test: the lease, the fence and the dates
 * as Blob Storage has them. Many members may share it. Thread-safe.
 */
public final class InMemoryFleetStore implements FleetStore {

	private final InstantSource time;

	private final Map<String, Stored> contents = new LinkedHashMap<>();

	private final Map<String, Integer> requests = new LinkedHashMap<>();

	private @Nullable FleetHead head;

	private long writes;

	private String etag = "";

	private Instant lastModified = Instant.EPOCH;

	private @Nullable LeaseId holder;

	private Duration duration = Duration.ZERO;

	private Instant ends = Instant.EPOCH;

	private boolean broken;

	private @Nullable Supplier<FleetStoreException> fault;

	private final Map<String, Throwable> surprises = new LinkedHashMap<>();

	private final Map<String, Integer> surprisesAfter = new LinkedHashMap<>();

	public InMemoryFleetStore(InstantSource time) {
		this.time = time;
	}

	/** Let every call fail, until {@code null} is given. */
	public synchronized void failWith(@Nullable Kind kind) {
		this.fault = (kind == null) ? null : () -> new FleetStoreException(kind, "the store is to fail: " + kind, null);
	}

	/**
	 * Let one call of an operation throw what a store must not, checked exceptions
	 * included.
	 * @param operation the name of the method
	 * @param calls how many calls before that are answered
	 * @param thrown what is thrown
	 */
	public synchronized void surprise(String operation, int calls, Throwable thrown) {
		this.surprises.put(operation, thrown);
		this.surprisesAfter.put(operation, requests(operation) + calls);
	}

	/** Return how often an operation was called, by the name of the method. */
	public synchronized int requests(String operation) {
		return this.requests.getOrDefault(operation, 0);
	}

	/** Break the lease, as an operator may. */
	public synchronized void breakLease() {
		this.holder = null;
		this.broken = true;
	}

	/** Return who holds or held the lease last, {@code null} if it was released. */
	public synchronized @Nullable LeaseId holder() {
		return this.holder;
	}

	@Override
	public synchronized @Nullable StoredHead readHead() throws FleetStoreException {
		called("readHead");
		FleetHead stored = this.head;
		return (stored == null) ? null : new StoredHead(stored, this.etag, lease(), date(), this.lastModified);
	}

	@Override
	public synchronized FleetContent readContent(FleetContentReference content) throws FleetStoreException {
		called("readContent");
		Stored stored = this.contents.get(content.sha256());
		if (stored == null) {
			throw new FleetStoreException(Kind.ABSENT, "there is no content " + content.sha256(), null);
		}
		return ContentDocument.read(content, stored.packed.bytes());
	}

	@Override
	public synchronized void writeContent(PackedContent content) throws FleetStoreException {
		called("writeContent");
		this.contents.put(content.reference().sha256(), new Stored(content, "\"" + ++this.writes + "\"", date()));
	}

	@Override
	public synchronized boolean createHead(FleetHead head) throws FleetStoreException {
		called("createHead");
		if (this.head != null) {
			return false;
		}
		store(head);
		return true;
	}

	@Override
	public synchronized String writeHead(FleetHead head, LeaseId lease) throws FleetStoreException {
		called("writeHead");
		if (!lease.equals(this.holder) || lease() != HeadLeaseState.LEASED) {
			throw new FleetStoreException(Kind.PRECONDITION, "the lease is not held", null);
		}
		store(head);
		return this.etag;
	}

	@Override
	public synchronized void acquireLease(LeaseId lease, Duration duration) throws FleetStoreException {
		called("acquireLease");
		if (this.head == null) {
			throw new FleetStoreException(Kind.ABSENT, "there is no head", null);
		}
		if (lease() == HeadLeaseState.LEASED && !lease.equals(this.holder)) {
			throw new FleetStoreException(Kind.CONFLICT, "the lease is held by another", null);
		}
		this.holder = lease;
		this.broken = false;
		this.duration = duration;
		this.ends = this.time.instant().plus(duration);
	}

	@Override
	public synchronized void renewLease(LeaseId lease) throws FleetStoreException {
		called("renewLease");
		hold(lease);
		this.ends = this.time.instant().plus(this.duration);
	}

	@Override
	public synchronized void releaseLease(LeaseId lease) throws FleetStoreException {
		called("releaseLease");
		hold(lease);
		this.holder = null;
	}

	@Override
	public synchronized List<StoredContent> listContents() throws FleetStoreException {
		called("listContents");
		return this.contents.values()
			.stream()
			.map((stored) -> new StoredContent(stored.packed.reference().sha256(), stored.etag,
					stored.packed.bytes().length, stored.written, date()))
			.toList();
	}

	@Override
	public synchronized void deleteContent(StoredContent content) throws FleetStoreException {
		called("deleteContent");
		this.contents.computeIfPresent(content.sha256(),
				(sha256, stored) -> stored.etag.equals(content.etag()) ? null : stored);
	}

	@Override
	public void close() {
	}

	private void called(String operation) throws FleetStoreException {
		int number = this.requests.merge(operation, 1, Integer::sum);
		if (this.surprises.containsKey(operation) && number > this.surprisesAfter.getOrDefault(operation, 0)) {
			throw sneaky(this.surprises.remove(operation));
		}
		if (this.fault != null) {
			throw this.fault.get();
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException sneaky(@Nullable Throwable thrown) throws T {
		throw (T) thrown;
	}

	private void hold(LeaseId lease) throws FleetStoreException {
		if (!lease.equals(this.holder)) {
			throw new FleetStoreException(Kind.CONFLICT, "the lease is not held", null);
		}
	}

	private void store(FleetHead head) {
		this.head = head;
		this.etag = "\"" + ++this.writes + "\"";
		this.lastModified = date();
	}

	private Instant date() {
		return this.time.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	private HeadLeaseState lease() {
		if (this.holder == null) {
			return this.broken ? HeadLeaseState.BROKEN : HeadLeaseState.AVAILABLE;
		}
		return this.time.instant().isBefore(this.ends) ? HeadLeaseState.LEASED : HeadLeaseState.EXPIRED;
	}

	private record Stored(PackedContent packed, String etag, Instant written) {
	}

}
