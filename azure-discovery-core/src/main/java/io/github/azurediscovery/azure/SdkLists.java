package io.github.azurediscovery.azure;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.azure.core.http.HttpPipeline;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.network.implementation.NetworkManagementClientBuilder;
import com.azure.resourcemanager.resources.implementation.ResourceManagementClientBuilder;

/**
 * The lists of the Azure SDK's own management clients, without the object graph above
 * them, which asks for every VM by itself.
 */
final class SdkLists implements AzureLists {

	private final HttpPipeline pipeline;

	private final String endpoint;

	private final Lister lister;

	private final Shared shared = new Shared();

	private final Map<String, ComputeLists> compute = new ConcurrentHashMap<>();

	private final Map<String, NetworkLists> network = new ConcurrentHashMap<>();

	private final Map<String, ResourceLists> resources = new ConcurrentHashMap<>();

	SdkLists(HttpPipeline pipeline, URI endpoint, Lister lister) {
		this.pipeline = pipeline;
		String text = endpoint.toString();
		this.endpoint = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
		this.lister = lister;
	}

	@Override
	public void prepare(String subscription, Calls calls) {
		calls.start(() -> network(subscription));
		calls.start(() -> compute(subscription));
		calls.start(() -> resources(subscription));
	}

	@Override
	public Limits limits(String subscription) {
		return this.lister.limits(subscription);
	}

	@Override
	public List<Resource> resources(Place place, Tally tally) throws ListException, InterruptedException {
		return resources(place.subscription()).resources(place, tally);
	}

	@Override
	public List<Nic> nics(Place place, Tally tally) throws ListException, InterruptedException {
		return network(place.subscription()).nics(place, tally);
	}

	@Override
	public Map<ResourceId, String> publicAddresses(Place place, Tally tally)
			throws ListException, InterruptedException {
		return network(place.subscription()).publicAddresses(place, tally);
	}

	@Override
	public List<VmDetails> vms(Place place, Tally tally) throws ListException, InterruptedException {
		return compute(place.subscription()).vms(place, tally);
	}

	@Override
	public List<VmDetails> powerStates(String subscription, Tally tally) throws ListException, InterruptedException {
		return compute(subscription).powerStates(new Place(subscription, null), tally);
	}

	@Override
	public ScaleSetModel scaleSet(ResourceId set, Tally tally) throws ListException, InterruptedException {
		return compute(set.subscription()).scaleSet(set, tally);
	}

	@Override
	public List<Nic> setNics(ResourceId set, Tally tally) throws ListException, InterruptedException {
		return network(set.subscription()).setNics(set, tally);
	}

	@Override
	public Map<ResourceId, String> setPublicAddresses(ResourceId set, Tally tally)
			throws ListException, InterruptedException {
		return network(set.subscription()).setPublicAddresses(set, tally);
	}

	@Override
	public List<VmDetails> setVms(ResourceId set, Tally tally) throws ListException, InterruptedException {
		return compute(set.subscription()).setVms(set, tally);
	}

	@Override
	public List<VmDetails> flexibleVms(ResourceId set, Tally tally) throws ListException, InterruptedException {
		return compute(set.subscription()).flexibleVms(set, tally);
	}

	private ResourceLists resources(String subscription) {
		return this.resources.computeIfAbsent(subscription.toLowerCase(Locale.ROOT),
				(key) -> new ResourceLists(new ResourceManagementClientBuilder().pipeline(this.pipeline)
					.endpoint(this.endpoint)
					.subscriptionId(subscription)
					.buildClient(), this.lister, this.shared));
	}

	private ComputeLists compute(String subscription) {
		return this.compute.computeIfAbsent(subscription.toLowerCase(Locale.ROOT),
				(key) -> new ComputeLists(new ComputeManagementClientBuilder().pipeline(this.pipeline)
					.endpoint(this.endpoint)
					.subscriptionId(subscription)
					.buildClient(), this.lister, this.shared));
	}

	private NetworkLists network(String subscription) {
		return this.network.computeIfAbsent(subscription.toLowerCase(Locale.ROOT),
				(key) -> new NetworkLists(new NetworkManagementClientBuilder().pipeline(this.pipeline)
					.endpoint(this.endpoint)
					.subscriptionId(subscription)
					.buildClient(), this.lister, this.shared));
	}

}
