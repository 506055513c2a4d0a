package io.github.azurediscovery.azure.arm;

import java.util.List;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import com.azure.resourcemanager.resources.models.ResourceListResult;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ValueInterner;
import org.jspecify.annotations.Nullable;

/**
 * The list of Azure Resource Manager itself, which provides ids, tags and regions without
 * a request to Compute. Filters by type, because a list filtered by tag omits the tags.
 */
final class ResourceLists {

	private static final String FILTER = "resourceType eq 'Microsoft.Compute/virtualMachines'"
			+ " or resourceType eq 'Microsoft.Compute/virtualMachineScaleSets'";

	private final ResourceRequests requests;

	private final ArmAddress arm;

	private final PagedListReader lister;

	private final ValueInterner interner;

	ResourceLists(ResourceRequests requests, ArmAddress arm, PagedListReader lister, ValueInterner interner) {
		this.requests = requests;
		this.arm = arm;
		this.lister = lister;
		this.interner = interner;
	}

	List<ListedResource> resources(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		String group = scope.group();
		return this.lister
			.list(PagedListReader.ListRequest.of(ArmOperation.RESOURCES, scope, counter), new PagedListRequest<>(
					(context) -> (group != null)
							? this.requests.resourcesOfGroup(this.arm.endpoint(), this.arm.subscription(), group,
									FILTER, ResourceRequests.VERSION, ArmAddress.JSON, context)
							: this.requests.resources(this.arm.endpoint(), this.arm.subscription(), FILTER,
									ResourceRequests.VERSION, ArmAddress.JSON, context),
					(link, context) -> this.requests.nextResources(this.arm.endpoint(), link, ArmAddress.JSON, context),
					ResourceListResult::fromJson, ResourceListResult::value, ResourceListResult::nextLink),
					this::resource);
	}

	private @Nullable ListedResource resource(GenericResourceExpandedInner resource) {
		AzureResourceId id = AzureResourceId.orNull(resource.id());
		return (id == null) ? null : new ListedResource(id, (resource.name() != null) ? resource.name() : id.name(),
				this.interner.internOrNull(resource.location()), this.interner.intern(ResourceTags.of(resource.tags())),
				this.interner.internOrNull(scaleSet(resource.managedBy())),
				(resource.sku() != null) ? resource.sku().capacity() : null);
	}

	private static @Nullable AzureResourceId scaleSet(@Nullable String managedBy) {
		AzureResourceId id = AzureResourceId.orNull(managedBy);
		return (id != null && id.equals(id.scaleSet())) ? id : null;
	}

}
