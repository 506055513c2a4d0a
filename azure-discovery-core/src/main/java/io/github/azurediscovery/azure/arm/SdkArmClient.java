package io.github.azurediscovery.azure.arm;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.rest.RestProxy;
import com.azure.core.management.serializer.SerializerFactory;
import com.azure.core.util.serializer.SerializerAdapter;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.ValueInterner;
import io.github.azurediscovery.azure.resource.VmDetails;

/**
 * The lists of Azure, asked for and read by the Azure SDK: by its proxies of REST
 * interfaces and its models, without its management clients and the object graph above
 * them, which asks for every VM by itself.
 */
final class SdkArmClient implements ArmClient {

	private final PagedLister lister;

	private final PerSubscription<ResourceLists> resources;

	private final PerSubscription<NetworkLists> network;

	private final PerSubscription<ComputeLists> compute;

	SdkArmClient(HttpPipeline pipeline, URI endpoint, PagedLister lister) {
		String text = endpoint.toString();
		String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
		SerializerAdapter json = SerializerFactory.createDefaultManagementSerializerAdapter();
		ValueInterner shared = new ValueInterner();
		this.lister = lister;
		this.resources = new PerSubscription<>(
				(subscription) -> new ResourceLists(RestProxy.create(ResourceRequests.class, pipeline, json),
						new ArmAddress(base, subscription), lister, shared));
		this.network = new PerSubscription<>(
				(subscription) -> new NetworkLists(RestProxy.create(NetworkRequests.class, pipeline, json),
						new ArmAddress(base, subscription), lister, shared));
		this.compute = new PerSubscription<>(
				(subscription) -> new ComputeLists(RestProxy.create(ComputeRequests.class, pipeline, json),
						new ArmAddress(base, subscription), lister, shared));
	}

	@Override
	public void prepare(String subscription, ConcurrentCalls calls) {
		calls.start(() -> this.network.of(subscription));
		calls.start(() -> this.compute.of(subscription));
		calls.start(() -> this.resources.of(subscription));
	}

	@Override
	public SubscriptionRateLimits limits(String subscription) {
		return this.lister.limits(subscription);
	}

	@Override
	public List<ListedResource> resources(ListScope place, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.resources.of(place.subscription()).resources(place, tally);
	}

	@Override
	public List<Nic> nics(ListScope place, RequestCounter tally) throws ArmAccessException, InterruptedException {
		return this.network.of(place.subscription()).nics(place, tally);
	}

	@Override
	public Map<AzureResourceId, String> publicAddresses(ListScope place, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.network.of(place.subscription()).publicAddresses(place, tally);
	}

	@Override
	public List<VmDetails> vms(ListScope place, RequestCounter tally) throws ArmAccessException, InterruptedException {
		return this.compute.of(place.subscription()).vms(place, tally);
	}

	@Override
	public List<VmDetails> powerStates(String subscription, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(subscription).powerStates(new ListScope(subscription, null), tally);
	}

	@Override
	public ScaleSetModel scaleSet(AzureResourceId set, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(set.subscription()).scaleSet(set, tally);
	}

	@Override
	public List<Nic> setNics(AzureResourceId set, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.network.of(set.subscription()).setNics(set, tally);
	}

	@Override
	public Map<AzureResourceId, String> setPublicAddresses(AzureResourceId set, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.network.of(set.subscription()).setPublicAddresses(set, tally);
	}

	@Override
	public List<VmDetails> setVms(AzureResourceId set, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(set.subscription()).setVms(set, tally);
	}

	@Override
	public List<VmDetails> flexibleVms(AzureResourceId set, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.compute.of(set.subscription()).flexibleVms(set, tally);
	}

	/**
	 * A client serves one subscription, whatever the case it is written in, and is made
	 * when that is first asked for.
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
