package io.github.azurediscovery.fleet.store;

/**
 * A content as it is stored: JSON, compressed with gzip, and named by the hash of the
 * JSON. Immutable.
 */
public final class PackedContent {

	private final FleetContentReference reference;

	private final byte[] bytes;

	private PackedContent(FleetContentReference reference, byte[] bytes) {
		this.reference = reference;
		this.bytes = bytes;
	}

	/**
	 * Pack a content. The same content has the same name on any machine.
	 * @param content the content
	 */
	public static PackedContent of(FleetContent content) {
		byte[] json = ContentJson.write(content);
		byte[] packed = GzipBytes.pack(json);
		return new PackedContent(
				new FleetContentReference(ContentDigest.of(json), packed.length, content.instances().size()), packed);
	}

	/** Return what a head says of it. */
	public FleetContentReference reference() {
		return this.reference;
	}

	byte[] bytes() {
		return this.bytes;
	}

}
