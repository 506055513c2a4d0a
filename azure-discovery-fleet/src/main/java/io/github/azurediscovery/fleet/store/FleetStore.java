package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a fleet keeps its head and its contents. The lease is on the head itself, so that
 * the store refuses the write of a poller that lost it: no clock is involved.
 * <p>
 * Each call sends one request, which is not retried, and takes 8 seconds at most; a list
 * sends one for each of its pages. A call that fails without an answer may have changed
 * the store all the same. Thread-safe.
 */
public interface FleetStore extends AutoCloseable {

	/**
	 * Read the head.
	 * @return the head as it is stored, or {@code null} if there is none yet
	 * @throws FleetStoreException of kind {@code REFUSED_ANSWER} if what is stored is no
	 * head of this format, or too large
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	@Nullable StoredHead readHead() throws FleetStoreException, InterruptedException;

	/**
	 * Read a content and check its size and its hash.
	 * @param content the content that a head names
	 * @return the content
	 * @throws FleetStoreException of kind {@code ABSENT} if it was deleted,
	 * {@code REFUSED_ANSWER} if it is not what its name says, or larger than 64 MB
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	FleetContent readContent(FleetContentReference content) throws FleetStoreException, InterruptedException;

	/**
	 * Write a content. That it is there already is a success: what has its name is the
	 * same, and is new again for a poller that would {@linkplain #deleteContent delete}
	 * it.
	 * @param content the packed content
	 * @throws FleetStoreException if it is not known to be stored
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void writeContent(PackedContent content) throws FleetStoreException, InterruptedException;

	/**
	 * Create the head unless there is one: a lease needs something to be on.
	 * @param head the first head of all
	 * @return whether it was created; {@code false} if there is a head already
	 * @throws FleetStoreException if it is not known whether there is a head now
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	boolean createHead(FleetHead head) throws FleetStoreException, InterruptedException;

	/**
	 * Replace the head under a lease.
	 * @param head the new head, 64 KB at most
	 * @param lease the lease that this process holds
	 * @return the new ETag
	 * @throws FleetStoreException of kind {@code PRECONDITION} or {@code CONFLICT} if the
	 * lease is held no longer, by this process or at all
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	String writeHead(FleetHead head, LeaseId lease) throws FleetStoreException, InterruptedException;

	/**
	 * Acquire the lease on the head. With the id that holds it already, this succeeds and
	 * starts its time anew, so that a call without an answer may be repeated.
	 * @param lease a {@linkplain LeaseId#fresh() fresh} id for each candidacy
	 * @param duration how long the lease holds without renewal, 15 to 60 s
	 * @throws FleetStoreException of kind {@code CONFLICT} if another holds it
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void acquireLease(LeaseId lease, Duration duration) throws FleetStoreException, InterruptedException;

	/**
	 * Renew the lease for the duration it was acquired for. A lease that has run out is
	 * renewed as well, as long as no other took it.
	 * @param lease the id that acquired it
	 * @throws FleetStoreException of kind {@code CONFLICT} if it is held no longer
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void renewLease(LeaseId lease) throws FleetStoreException, InterruptedException;

	/**
	 * Release the lease, so that another may acquire it at once.
	 * @param lease the id that acquired it
	 * @throws FleetStoreException of kind {@code CONFLICT} if it is held no longer
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void releaseLease(LeaseId lease) throws FleetStoreException, InterruptedException;

	/**
	 * List the contents, in no order.
	 * @return what is stored, referenced by a head or not
	 * @throws FleetStoreException if the list is not complete
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	List<StoredContent> listContents() throws FleetStoreException, InterruptedException;

	/**
	 * Delete a content, unless it was written again since it was listed: another poller
	 * may refer to it by now. That it is not there, or was written again, is a success.
	 * @param content the content as it was listed
	 * @throws FleetStoreException if it is not known to be deleted
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void deleteContent(StoredContent content) throws FleetStoreException, InterruptedException;

	/** Close connections. Nothing in the store changes: a lease held is not released. */
	@Override
	void close();

}
