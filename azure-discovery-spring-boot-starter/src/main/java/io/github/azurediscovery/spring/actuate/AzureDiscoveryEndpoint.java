package io.github.azurediscovery.spring.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.refresh.RefreshMode;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.spring.actuate.DiscoveryView.ServiceView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} to expose the catalog, to tell why an instance is or is not
 * routable, to refresh on demand, and to compare all that the sinks hold. Read-only
 * unless {@code management.endpoint.azurediscovery.access} is set.
 */
@Endpoint(id = "azurediscovery", defaultAccess = Access.READ_ONLY)
public final class AzureDiscoveryEndpoint {

	private static final String FULL = "full";

	private static final String SINKS = "sinks";

	private final AzureDiscovery discovery;

	private final DiscoveryViewFactory views;

	private final Duration timeout;

	/**
	 * Create the endpoint.
	 * @param discovery refreshes on demand
	 * @param views creates the views
	 * @param timeout how long to wait for a refresh on demand
	 */
	public AzureDiscoveryEndpoint(AzureDiscovery discovery, DiscoveryViewFactory views, Duration timeout) {
		this.discovery = discovery;
		this.views = views;
		this.timeout = timeout;
	}

	/**
	 * Return everything that is known.
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
		return refresh(RefreshMode.GUARDED);
	}

	/**
	 * Refresh now and remove the instances that the guard against sudden loss holds, then
	 * compare all that the sinks hold, also what a person changed there; or only the
	 * latter.
	 * @param mode {@code full} or {@code sinks}
	 * @return what changed, and the status of the sinks
	 */
	@WriteOperation
	public RefreshResult refreshWith(@Selector String mode) {
		return switch (mode) {
			case FULL -> refresh(RefreshMode.UNGUARDED).with(reconciledSinks());
			case SINKS -> notRefreshed("Only the sinks were compared").with(reconciledSinks());
			default -> throw new InvalidEndpointRequestException("Unknown refresh mode '" + mode + "'",
					"POST to .../azurediscovery to refresh, to .../azurediscovery/full to override the guard"
							+ " against sudden loss as well, or to .../azurediscovery/sinks to compare all that the"
							+ " sinks hold");
		};
	}

	private List<SinkView> reconciledSinks() {
		List<SinkStatus> sinks = this.discovery.sinks();
		if (!sinks.isEmpty()) {
			try {
				sinks = this.discovery.reconcileSinks().get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException | ExecutionException ex) {
				sinks = this.discovery.sinks();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		return sinks.stream().map(SinkView::of).toList();
	}

	private RefreshResult refresh(RefreshMode mode) {
		try {
			return RefreshResult.of(this.discovery.refresh(mode).get(this.timeout.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			return notRefreshed("The refresh is still running; it took longer than " + this.timeout.toSeconds() + " s");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return notRefreshed("The refresh is still running; waiting for it was interrupted");
		}
		catch (ExecutionException ex) {
			return notRefreshed("The refresh failed: " + ex.getCause());
		}
	}

	private RefreshResult notRefreshed(String note) {
		return RefreshResult.notRefreshed(note, this.discovery.catalog().current().revision());
	}

}
