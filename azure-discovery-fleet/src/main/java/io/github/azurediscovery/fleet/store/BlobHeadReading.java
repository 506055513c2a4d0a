package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.storage.blob.models.BlobDownloadContentAsyncResponse;
import com.azure.storage.blob.models.BlobDownloadHeaders;
import com.azure.storage.blob.models.LeaseStateType;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import org.jspecify.annotations.Nullable;

/** Reads a head and what the store says of it from the answer to one GET. */
final class BlobHeadReading {

	private BlobHeadReading() {
	}

	static StoredHead of(BlobDownloadContentAsyncResponse response) throws FleetStoreException {
		BlobDownloadHeaders stored = response.getDeserializedHeaders();
		try {
			if (stored.getETag() == null || stored.getLastModified() == null) {
				throw new IOException("the answer is not one of Blob Storage");
			}
			return new StoredHead(HeadJson.read(response.getValue().toBytes()), stored.getETag(),
					lease(stored.getLeaseState()), date(response.getHeaders()), stored.getLastModified().toInstant());
		}
		catch (IOException ex) {
			throw new FleetStoreException(Kind.REFUSED_ANSWER, "The head is not believed: " + ex.getMessage(), ex);
		}
	}

	/** Return when the store answered, by its own clock. */
	static Instant date(HttpHeaders headers) throws IOException {
		String date = headers.getValue(HttpHeaderName.DATE);
		try {
			return DateTimeFormatter.RFC_1123_DATE_TIME.parse((date != null) ? date : "", Instant::from);
		}
		catch (DateTimeParseException ex) {
			throw new IOException("the answer has no date", ex);
		}
	}

	/** A lease whose state is not known is not to be taken. */
	private static HeadLeaseState lease(@Nullable LeaseStateType state) {
		if (state == null) {
			return HeadLeaseState.LEASED;
		}
		return switch (state) {
			case AVAILABLE -> HeadLeaseState.AVAILABLE;
			case LEASED -> HeadLeaseState.LEASED;
			case EXPIRED -> HeadLeaseState.EXPIRED;
			case BREAKING -> HeadLeaseState.BREAKING;
			case BROKEN -> HeadLeaseState.BROKEN;
		};
	}

}
