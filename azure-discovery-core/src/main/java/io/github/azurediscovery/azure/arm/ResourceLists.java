package io.github.azurediscovery.azure.arm;

import java.util.List;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import com.azure.resourcemanager.resources.models.ResourceListResult;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ValueInterner;
import org.jspecify.annotations.Nullable;

/**
 * The list of Azure Resource Manager itself, which knows ids, tags and regions without
 * asking Compute. It leaves tags out when it filters by tag, so it filters by type.
 */
final class ResourceLists {

	private static final String FILTER = "resourceType eq 'Microsoft.Compute/virtualMachines'"
			+ " or resourceType eq 'Microsoft.Compute/virtualMachineScaleSets'";

	private final ResourceRequests requests;

	private final ArmAddress arm;

	private final PagedLister lister;

	private final ValueInterner shared;

	ResourceLists(ResourceRequests requests, ArmAddress arm, PagedLister lister, ValueInterner shared) {
		this.requests = requests;
		this.arm = arm;
		this.lister = lister;
		this.shared = shared;
	}

	List<ListedResource> resources(ListScope place, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		String group = place.group();
		return this.lister.list(PagedLister.Request.of(ArmOperation.RESOURCES, place, tally), new PagedRequest<>(
				(context) -> (group != null)
						? this.requests.resourcesOfGroup(this.arm.endpoint(), this.arm.subscription(), group, FILTER,
								ResourceRequests.VERSION, ArmAddress.JSON, context)
						: this.requests.resources(this.arm.endpoint(), this.arm.subscription(), FILTER,
								ResourceRequests.VERSION, ArmAddress.JSON, context),
				(link, context) -> this.requests.nextResources(this.arm.endpoint(), link, ArmAddress.JSON, context),
				ResourceListResult::value, ResourceListResult::nextLink), this::resource);
	}

	private @Nullable ListedResource resource(GenericResourceExpandedInner resource) {
		AzureResourceId id = AzureResourceId.orNull(resource.id());
		return (id == null) ? null
				: new ListedResource(id, (resource.name() != null) ? resource.name() : id.name(),
						this.shared.orNull(resource.location()), this.shared.of(ResourceTags.of(resource.tags())),
						this.shared.orNull(scaleSet(resource.managedBy())),
						(resource.sku() != null) ? resource.sku().capacity() : null);
	}

	private static @Nullable AzureResourceId scaleSet(@Nullable String manager) {
		AzureResourceId id = AzureResourceId.orNull(manager);
		return (id != null && id.equals(id.scaleSet())) ? id : null;
	}

}
