package io.github.azurediscovery.fleet.store;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import com.azure.core.http.RequestConditions;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobAsyncClient;
import com.azure.storage.blob.BlobContainerAsyncClient;
import com.azure.storage.blob.models.BlobDownloadContentAsyncResponse;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobAcquireLeaseOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseAsyncClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.source.AzureServiceConnection;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The store in Azure Blob Storage: the head at {@code v1/head.json}, the contents below
 * {@code v1/content/}. Closed with the connection that it opens.
 */
public final class BlobFleetStore implements FleetStore {

	/** How long one call may take, with its access token. */
	static final Duration LIMIT = Duration.ofSeconds(8);

	static final int MOST_HEAD_BYTES = 64 * 1024;

	private static final String HEAD = "v1/head.json";

	/** In every cloud. */
	private static final String TOKEN_SCOPE = "https://storage.azure.com/.default";

	private static final int MOST_LIST_BYTES = 16 * 1024 * 1024;

	private final String prefix;

	private final BlobCalls calls;

	private BlobFleetStore(StoreAddress address, AzureServiceConnection connection, Duration limit) {
		this.prefix = address.prefix();
		this.calls = new BlobCalls(address, connection, limit);
	}

	/**
	 * Open the store. Sends nothing.
	 * @param address where it is
	 * @param settings credential, cloud and authority
	 * @param options sets what else the connection needs, such as instance metadata and
	 * certificates
	 * @throws IllegalArgumentException if the settings would send requests off loopback
	 * without a token, or without TLS
	 */
	public static BlobFleetStore open(StoreAddress address, AzureSettings settings,
			Consumer<AzureServiceConnection.Builder> options) {
		return open(address, settings, options, LIMIT);
	}

	static BlobFleetStore open(StoreAddress address, AzureSettings settings,
			Consumer<AzureServiceConnection.Builder> options, Duration limit) {
		AzureServiceConnection.Builder connection = AzureServiceConnection
			.builder(settings, address.account(), TOKEN_SCOPE)
			.timeout(limit)
			.mostBytes(BlobFleetStore::mostBytes);
		options.accept(connection);
		return new BlobFleetStore(address, connection.build(), limit);
	}

	private static int mostBytes(URL url) {
		String path = url.getPath();
		if (path.endsWith(HEAD)) {
			return MOST_HEAD_BYTES;
		}
		return path.contains(FleetContentReference.DIRECTORY) ? ContentDocument.MOST_BYTES : MOST_LIST_BYTES;
	}

	@Override
	public @Nullable StoredHead readHead() throws FleetStoreException, InterruptedException {
		try {
			return BlobHeadReading.of(this.calls.send("read the head", (container) -> download(container, HEAD)));
		}
		catch (FleetStoreException ex) {
			if (BlobFailure.isMissingBlob(ex)) {
				return null;
			}
			throw ex;
		}
	}

	private Mono<BlobDownloadContentAsyncResponse> download(BlobContainerAsyncClient container, String name) {
		return blob(container, name).downloadContentWithResponse(new DownloadRetryOptions().setMaxRetryRequests(0),
				null);
	}

	@Override
	public FleetContent readContent(FleetContentReference content) throws FleetStoreException, InterruptedException {
		byte[] packed = this.calls.send("read a content", (container) -> download(container, content.name()))
			.getValue()
			.toBytes();
		return ContentDocument.read(content, packed);
	}

	@Override
	public void writeContent(PackedContent content) throws FleetStoreException, InterruptedException {
		this.calls.send("write a content", (container) -> upload(container, content.reference().name(), content.bytes(),
				"application/gzip", new BlobRequestConditions()));
	}

	@Override
	public boolean createHead(FleetHead head) throws FleetStoreException, InterruptedException {
		byte[] json = json(head);
		try {
			this.calls.send("create the head", (container) -> upload(container, HEAD, json, "application/json",
					new BlobRequestConditions().setIfNoneMatch("*")));
			return true;
		}
		catch (FleetStoreException ex) {
			if (ex.kind() == Kind.CONFLICT || ex.kind() == Kind.PRECONDITION) {
				return false;
			}
			throw ex;
		}
	}

	@Override
	public String writeHead(FleetHead head, LeaseId lease) throws FleetStoreException, InterruptedException {
		byte[] json = json(head);
		return this.calls
			.send("write the head",
					(container) -> upload(container, HEAD, json, "application/json",
							new BlobRequestConditions().setLeaseId(lease.toString())))
			.getValue()
			.getETag();
	}

	private static byte[] json(FleetHead head) throws FleetStoreException {
		byte[] json = HeadJson.write(head);
		if (json.length > MOST_HEAD_BYTES) {
			throw new FleetStoreException(Kind.FAILED, "The head has " + json.length
					+ " bytes, and no member reads more than " + MOST_HEAD_BYTES + ": use fewer sources", null);
		}
		return json;
	}

	private Mono<Response<BlockBlobItem>> upload(BlobContainerAsyncClient container, String name, byte[] bytes,
			String type, BlobRequestConditions conditions) {
		return blob(container, name).getBlockBlobAsyncClient()
			.uploadWithResponse(new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
				.setHeaders(new BlobHttpHeaders().setContentType(type))
				.setRequestConditions(conditions));
	}

	@Override
	public void acquireLease(LeaseId lease, Duration duration) throws FleetStoreException, InterruptedException {
		this.calls.send("acquire the lease", (container) -> lease(container, lease)
			.acquireLeaseWithResponse(new BlobAcquireLeaseOptions((int) duration.toSeconds())));
	}

	@Override
	public void renewLease(LeaseId lease) throws FleetStoreException, InterruptedException {
		this.calls.send("renew the lease",
				(container) -> lease(container, lease).renewLeaseWithResponse((RequestConditions) null));
	}

	@Override
	public void releaseLease(LeaseId lease) throws FleetStoreException, InterruptedException {
		this.calls.send("release the lease",
				(container) -> lease(container, lease).releaseLeaseWithResponse((RequestConditions) null));
	}

	private BlobLeaseAsyncClient lease(BlobContainerAsyncClient container, LeaseId lease) {
		return new BlobLeaseClientBuilder().blobAsyncClient(blob(container, HEAD))
			.leaseId(lease.toString())
			.buildAsyncClient();
	}

	@Override
	public List<StoredContent> listContents() throws FleetStoreException, InterruptedException {
		String names = this.prefix + FleetContentReference.DIRECTORY;
		return BlobListReading.of(this.calls.send("list the contents",
				(container) -> container.listBlobs(new ListBlobsOptions().setPrefix(names)).byPage().collectList()),
				names);
	}

	@Override
	public void deleteContent(StoredContent content) throws FleetStoreException, InterruptedException {
		String name = FleetContentReference.DIRECTORY + content.sha256() + FleetContentReference.SUFFIX;
		try {
			this.calls.send("delete a content", (container) -> blob(container, name).deleteWithResponse(null,
					new BlobRequestConditions().setIfMatch(content.etag())));
		}
		catch (FleetStoreException ex) {
			if (!BlobFailure.isMissingBlob(ex) && ex.kind() != Kind.PRECONDITION) {
				throw ex;
			}
		}
	}

	private BlobAsyncClient blob(BlobContainerAsyncClient container, String name) {
		return container.getBlobAsyncClient(this.prefix + name);
	}

	@Override
	public void close() {
		this.calls.close();
	}

	@Override
	public String toString() {
		return this.calls.toString();
	}

}
