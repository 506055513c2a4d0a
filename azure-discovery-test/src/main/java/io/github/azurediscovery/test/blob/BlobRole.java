package io.github.azurediscovery.test.blob;

/** What an identity may do with the blobs of the store. */
public enum BlobRole {

	/** Nothing. */
	NONE,

	/** As {@code Storage Blob Data Reader}: read and list. */
	READER,

	/** As {@code Storage Blob Data Contributor}: all. */
	CONTRIBUTOR

}
