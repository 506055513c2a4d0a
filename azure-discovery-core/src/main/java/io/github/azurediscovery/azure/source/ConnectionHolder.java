package io.github.azurediscovery.azure.source;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.arm.ArmConnection;
import io.github.azurediscovery.azure.arm.ArmConnectionOptions;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connection when it is first needed. A provisional connection is replaced as
 * soon as instance metadata answers. Thread-safe.
 */
final class ConnectionHolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionHolder.class);

	private final ArmConnectionOptions options;

	private final LocalVmMetadata metadata;

	private @Nullable OpenConnection open;

	private boolean closed;

	ConnectionHolder(ArmConnectionOptions options, LocalVmMetadata metadata) {
		this.options = options;
		this.metadata = metadata;
	}

	/** Return the connection; opens it if necessary. */
	OpenConnection get() throws ArmAccessException, InterruptedException {
		OpenConnection open = current();
		return (open == null || open.provisional()) ? open(localVm()) : open;
	}

	/** Return the connection, {@code null} if it was not needed yet. */
	synchronized @Nullable OpenConnection current() throws ArmAccessException {
		if (this.closed) {
			throw ArmAccessException.failed("Discovery is closed", null);
		}
		return this.open;
	}

	private synchronized OpenConnection open(@Nullable InstanceMetadata localVm) throws ArmAccessException {
		OpenConnection open = current();
		if (open == null || (open.provisional() && localVm != null)) {
			if (open != null) {
				open.arm().close();
				logger.info("Instance metadata is there: cloud and credential follow it from now on");
			}
			open = new OpenConnection(ArmConnection.open(this.options, localVm),
					localVm == null && mayFollowMetadata());
			this.open = open;
		}
		return open;
	}

	private boolean mayFollowMetadata() {
		AzureSettings settings = this.options.settings();
		return this.metadata.isEnabled()
				&& (settings.cloud() == null || settings.credential().type() == CredentialSettings.Type.DEFAULT);
	}

	private @Nullable InstanceMetadata localVm() throws InterruptedException {
		try {
			return this.metadata.find(false);
		}
		catch (ArmAccessException ex) {
			logger.debug("Cloud and credential are guessed for now: {}", ex.getMessage());
			return null;
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.open != null) {
			this.open.arm().close();
			this.open = null;
		}
	}

}
