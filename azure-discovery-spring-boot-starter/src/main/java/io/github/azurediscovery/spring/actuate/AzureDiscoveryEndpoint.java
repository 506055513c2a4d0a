package io.github.azurediscovery.spring.actuate;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.actuate.DiscoveryView.ServiceView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator endpoint: what is known, why an instance is or is not picked, and a
 * refresh on demand. Only its reads are accessible unless
 * {@code management.endpoint.azurediscovery.access} says otherwise.
 */
@Endpoint(id = "azurediscovery", defaultAccess = Access.READ_ONLY)
public final class AzureDiscoveryEndpoint {

	private static final String FULL = "full";

	private final AzureDiscovery discovery;

	private final DiscoveryViewFactory views;

	private final Duration patience;

	/**
	 * Create the endpoint.
	 * @param discovery refreshes on demand
	 * @param views takes the views
	 * @param patience how long a refresh on demand is waited for
	 */
	public AzureDiscoveryEndpoint(AzureDiscovery discovery, DiscoveryViewFactory views, Duration patience) {
		this.discovery = discovery;
		this.views = views;
		this.patience = patience;
	}

	/**
	 * Return all that is known.
	 * @return the view
	 */
	@ReadOperation
	public DiscoveryView discovery() {
		return this.views.all();
	}

	/**
	 * Return one service.
	 * @param service the id of the service, in any case
	 * @return the view, or {@code null} (404) if there is no such service
	 */
	@ReadOperation
	public @Nullable ServiceView service(@Selector String service) {
		return this.views.service(service);
	}

	/**
	 * Refresh now.
	 * @return what changed
	 */
	@WriteOperation
	public RefreshResult refresh() {
		return refresh(false);
	}

	/**
	 * Refresh now and let those leave at once whom the guard against sudden loss holds.
	 * @param mode {@code full}
	 * @return what changed
	 */
	@WriteOperation
	public RefreshResult refreshWith(@Selector String mode) {
		if (!FULL.equals(mode)) {
			throw new InvalidEndpointRequestException("There is no refresh '" + mode + "'",
					"POST to .../azurediscovery to refresh, or to .../azurediscovery/full to override the guard"
							+ " against sudden loss as well");
		}
		return refresh(true);
	}

	private RefreshResult refresh(boolean full) {
		try {
			return RefreshResult.of(this.discovery.refresh(full).get(this.patience.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			return none("The refresh goes on; it took longer than " + this.patience.toSeconds() + " s");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return none("The refresh goes on; waiting for it was interrupted");
		}
		catch (ExecutionException ex) {
			return none("The refresh failed: " + ex.getCause());
		}
	}

	private RefreshResult none(String note) {
		return RefreshResult.none(note, this.discovery.catalog().current().revision());
	}

}
