package io.github.azurediscovery.azure;

import java.util.List;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import org.jspecify.annotations.Nullable;

/**
 * The list of Azure Resource Manager itself, which knows ids, tags and regions without
 * asking Compute. It leaves tags out when it filters by tag, so it filters by type.
 */
final class ResourceLists {

	private static final String FILTER = "resourceType eq 'Microsoft.Compute/virtualMachines'"
			+ " or resourceType eq 'Microsoft.Compute/virtualMachineScaleSets'";

	private final ResourceManagementClient client;

	private final Lister lister;

	private final Shared shared;

	ResourceLists(ResourceManagementClient client, Lister lister, Shared shared) {
		this.client = client;
		this.lister = lister;
		this.shared = shared;
	}

	List<Resource> resources(Place place, Tally tally) throws ListException, InterruptedException {
		return this.lister.list(Lister.Request.of(Operation.RESOURCES, place, tally),
				(context) -> resources(place, context), this::resource);
	}

	private PagedIterable<GenericResourceExpandedInner> resources(Place place, Context context) {
		String group = place.group();
		return (group != null) ? this.client.getResources().listByResourceGroup(group, FILTER, null, null, context)
				: this.client.getResources().list(FILTER, null, null, context);
	}

	private @Nullable Resource resource(GenericResourceExpandedInner resource) {
		ResourceId id = ResourceId.orNull(resource.id());
		return (id == null) ? null
				: new Resource(id, (resource.name() != null) ? resource.name() : id.name(),
						this.shared.orNull(resource.location()), this.shared.of(TagSet.of(resource.tags())),
						this.shared.orNull(scaleSet(resource.managedBy())),
						(resource.sku() != null) ? resource.sku().capacity() : null);
	}

	private static @Nullable ResourceId scaleSet(@Nullable String manager) {
		ResourceId id = ResourceId.orNull(manager);
		return (id != null && id.equals(id.scaleSet())) ? id : null;
	}

}
