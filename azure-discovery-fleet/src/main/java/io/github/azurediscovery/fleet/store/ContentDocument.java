package io.github.azurediscovery.fleet.store;

import java.io.IOException;

import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;

/** Believes a content only if it is what its name says. */
final class ContentDocument {

	/** The number of bytes that a content may have, unpacked. */
	static final int MOST_BYTES = 64 * 1024 * 1024;

	private ContentDocument() {
	}

	static FleetContent read(FleetContentReference reference, byte[] packed) throws FleetStoreException {
		try {
			byte[] json = GzipBytes.unpack(packed, MOST_BYTES);
			if (!ContentDigest.of(json).equals(reference.sha256())) {
				throw new IOException("its hash is another");
			}
			return ContentJson.read(json);
		}
		catch (IOException ex) {
			throw new FleetStoreException(Kind.REFUSED_ANSWER,
					"Content " + reference.name() + " is not believed: " + ex.getMessage(), ex);
		}
	}

}
