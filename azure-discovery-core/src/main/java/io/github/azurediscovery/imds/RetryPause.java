package io.github.azurediscovery.imds;

/** Lets time pass between two tries. */
interface RetryPause {

	void pause(long millis) throws InterruptedException;

}
