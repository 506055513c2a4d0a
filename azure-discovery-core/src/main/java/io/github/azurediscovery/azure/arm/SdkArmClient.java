package io.github.azurediscovery.azure.arm;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.rest.RestProxy;
import com.azure.core.util.serializer.SerializerAdapter;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.ValueInterner;
import io.github.azurediscovery.azure.resource.VmDetails;

/**
 * Sends requests with the REST proxies and models of the Azure SDK, without its
 * management clients, whose object model requests every VM separately.
 */
final class SdkArmClient implements ArmClient {

	private final PagedListReader lister;

	private final PerSubscription<ResourceLists> resources;

	private final PerSubscription<NetworkLists> network;

	private final PerSubscription<ComputeLists> compute;

	SdkArmClient(HttpPipeline pipeline, URI endpoint, PagedListReader lister) {
		String text = endpoint.toString();
		String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
		SerializerAdapter parameters = new RequestParameterSerializer();
		ValueInterner interner = new ValueInterner();
		this.lister = lister;
		this.resources = new PerSubscription<>(
				(subscription) -> new ResourceLists(RestProxy.create(ResourceRequests.class, pipeline, parameters),
						new ArmAddress(base, subscription), lister, interner));
		this.network = new PerSubscription<>(
				(subscription) -> new NetworkLists(RestProxy.create(NetworkRequests.class, pipeline, parameters),
						new ArmAddress(base, subscription), lister, interner));
		this.compute = new PerSubscription<>(
				(subscription) -> new ComputeLists(RestProxy.create(ComputeRequests.class, pipeline, parameters),
						new ArmAddress(base, subscription), lister, interner));
	}

	@Override
	public void warmUp(String subscription, ConcurrentArmCalls calls) {
		calls.start(() -> this.network.of(subscription));
		calls.start(() -> this.compute.of(subscription));
		calls.start(() -> this.resources.of(subscription));
	}

	@Override
	public SubscriptionRateLimits rateLimits(String subscription) {
		return this.lister.rateLimits(subscription);
	}

	@Override
	public List<ListedResource> resources(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.resources.of(scope.subscription()).resources(scope, counter);
	}

	@Override
	public List<Nic> nics(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.network.of(scope.subscription()).nics(scope, counter);
	}

	@Override
	public Map<AzureResourceId, String> publicAddresses(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.network.of(scope.subscription()).publicAddresses(scope, counter);
	}

	@Override
	public List<VmDetails> vms(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(scope.subscription()).vms(scope, counter);
	}

	@Override
	public List<VmDetails> powerStates(String subscription, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(subscription).powerStates(new ResourceListScope(subscription, null), counter);
	}

	@Override
	public ScaleSetModel scaleSet(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(set.subscription()).scaleSet(set, counter);
	}

	@Override
	public List<Nic> setNics(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.network.of(set.subscription()).setNics(set, counter);
	}

	@Override
	public Map<AzureResourceId, String> setPublicAddresses(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.network.of(set.subscription()).setPublicAddresses(set, counter);
	}

	@Override
	public List<VmDetails> setVms(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(set.subscription()).setVms(set, counter);
	}

	@Override
	public List<VmDetails> flexibleVms(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(set.subscription()).flexibleVms(set, counter);
	}

	/**
	 * Creates one client for each subscription, compared ignoring case, when it is first
	 * needed.
	 */
	private static final class PerSubscription<L> {

		private final Map<String, L> made = new ConcurrentHashMap<>();

		private final Function<String, L> make;

		PerSubscription(Function<String, L> make) {
			this.make = make;
		}

		L of(String subscription) {
			return this.made.computeIfAbsent(subscription.toLowerCase(Locale.ROOT),
					(key) -> this.make.apply(subscription));
		}

	}

}
