package io.github.azurediscovery.imds;

/** Lets time pass between two tries. */
interface MetadataRetryPause {

	void pause(long millis) throws InterruptedException;

}
