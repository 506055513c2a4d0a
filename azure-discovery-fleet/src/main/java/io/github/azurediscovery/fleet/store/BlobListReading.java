package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;

/** Reads the contents from a page of a list. What is not named as one is left alone. */
final class BlobListReading {

	private BlobListReading() {
	}

	static List<StoredContent> of(List<PagedResponse<BlobItem>> pages, String prefix) throws FleetStoreException {
		List<StoredContent> contents = new ArrayList<>();
		try {
			for (PagedResponse<BlobItem> page : pages) {
				Instant date = BlobHeadReading.date(page.getHeaders());
				for (BlobItem item : page.getElements()) {
					String hash = item.getName().replace(prefix, "").replace(FleetContentReference.SUFFIX, "");
					if (FleetContentReference.isHash(hash)) {
						contents.add(content(hash, item.getProperties(), date));
					}
				}
			}
			return contents;
		}
		catch (IOException ex) {
			throw new FleetStoreException(Kind.REFUSED_ANSWER,
					"The list of contents is not believed: " + ex.getMessage(), ex);
		}
	}

	private static StoredContent content(String hash, BlobItemProperties stored, Instant date) {
		return new StoredContent(hash, stored.getETag(), stored.getContentLength(),
				stored.getLastModified().toInstant(), date);
	}

}
