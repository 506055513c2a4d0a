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
 * Opens a session when it is first needed. A provisional session is replaced as soon as
 * instance metadata is available. Thread-safe.
 */
final class ArmSessionHolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ArmSessionHolder.class);

	private final ArmConnectionOptions options;

	private final LocalVmMetadata metadata;

	private @Nullable ArmSession session;

	private boolean closed;

	ArmSessionHolder(ArmConnectionOptions options, LocalVmMetadata metadata) {
		this.options = options;
		this.metadata = metadata;
	}

	/** Return the session, opened if necessary. */
	ArmSession get() throws ArmAccessException, InterruptedException {
		ArmSession session = current();
		return (session == null || session.provisional()) ? open(localVm()) : session;
	}

	/** Return the session, {@code null} if not opened yet. */
	synchronized @Nullable ArmSession current() throws ArmAccessException {
		if (this.closed) {
			throw ArmAccessException.failed("Discovery is closed", null);
		}
		return this.session;
	}

	private synchronized ArmSession open(@Nullable InstanceMetadata localVm) throws ArmAccessException {
		ArmSession session = current();
		if (session == null || (session.provisional() && localVm != null)) {
			if (session != null) {
				session.arm().close();
				logger.info("Instance metadata is available; it now determines cloud and credential");
			}
			session = new ArmSession(ArmConnection.open(this.options, localVm), localVm == null && mayFollowMetadata());
			this.session = session;
		}
		return session;
	}

	private boolean mayFollowMetadata() {
		AzureSettings settings = this.options.settings();
		return this.metadata.isEnabled()
				&& (settings.cloud() == null || settings.credential().type() == CredentialSettings.Type.DEFAULT);
	}

	private @Nullable InstanceMetadata localVm() throws InterruptedException {
		try {
			return this.metadata.find();
		}
		catch (ArmAccessException ex) {
			logger.debug("Using defaults for cloud and credential until instance metadata is available: {}",
					ex.getMessage());
			return null;
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.session != null) {
			this.session.arm().close();
			this.session = null;
		}
	}

}
