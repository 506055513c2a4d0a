package io.github.azurediscovery.health.engine;

/** What an ejected instance has to show before it is readmitted. */
enum SignOfLife {

	/** It accepts a connection. */
	CONNECTION,

	/** It answers a request, since it did badly while it accepted connections. */
	ANSWER

}
