package io.github.azurediscovery.azure.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.lookup.LocalVmIdentity;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.DelegatingSource;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that sees the estate as any VM does, as this one sees it: its own instances
 * are marked, or left out; services that are configured here in another way are not
 * taken; those that are configured here to be on Azure, and are missing, are reported.
 */
final class LocallySeenSource implements DelegatingSource {

	private static final Logger logger = LoggerFactory.getLogger(LocallySeenSource.class);

	private final InstanceSource delegate;

	private final AzureSettings settings;

	private final Set<String> elsewhere;

	private final Set<String> expected;

	private final LocalVmMetadata metadata;

	private final Set<String> missing = new HashSet<>();

	/**
	 * Create the view of a source.
	 * @param delegate the source
	 * @param settings tell whether to leave out this VM
	 * @param elsewhere ids of services that are configured here, and are not on Azure
	 * @param expected ids of services that are configured here to be on Azure
	 * @param metadata tells which VM this is
	 */
	LocallySeenSource(InstanceSource delegate, AzureSettings settings, Set<String> elsewhere, Set<String> expected,
			LocalVmMetadata metadata) {
		this.delegate = delegate;
		this.settings = settings;
		this.elsewhere = Set.copyOf(elsewhere);
		this.expected = Set.copyOf(expected);
		this.metadata = metadata;
	}

	@Override
	public InstanceSource delegate() {
		return this.delegate;
	}

	/** Who may set a tag may be behind any service but those configured here. */
	@Override
	public boolean givesWay(String service) {
		return !this.expected.contains(service);
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		SourceAnswer answer = this.delegate.fetch(round);
		LocalVmIdentity local = localVm();
		List<Instance> instances = new ArrayList<>(answer.instances().size());
		List<Rejection> rejected = new ArrayList<>(answer.rejected());
		for (Instance instance : answer.instances()) {
			boolean own = local.matches(instance);
			if (this.elsewhere.contains(instance.service())) {
				rejected.add(rejection(instance, RejectionReason.SERVICE_TAKEN, "service " + instance.service()
						+ " is configured here in another way, and takes no instances of source '" + name() + "'"));
			}
			else if (own && this.settings.excludeSelf()) {
				rejected.add(rejection(instance, RejectionReason.EXCLUDED_SELF,
						"excluded: this VM (azure.discovery.instance.exclude-self)"));
			}
			else {
				instances.add(own ? marked(instance) : instance);
			}
		}
		rejected.addAll(missing(answer.instances()));
		return new SourceAnswer(instances, rejected, answer.notBefore(), answer.requests(), answer.asOf());
	}

	private LocalVmIdentity localVm() throws InterruptedException {
		try {
			return LocalVmIdentity.of(this.metadata.find(), this.settings.ownAddress());
		}
		catch (ArmAccessException ex) {
			logger.debug("This VM is not known until instance metadata is available: {}", ex.getMessage());
			return LocalVmIdentity.of(null, this.settings.ownAddress());
		}
	}

	private static Rejection rejection(Instance instance, RejectionReason reason, String detail) {
		return new Rejection(instance.name(), instance.service(), reason, detail, instance.id());
	}

	private static Instance marked(Instance instance) {
		Map<String, String> metadata = new HashMap<>(instance.metadata());
		metadata.put(AzureMetadataKeys.SELF, "true");
		return instance.toBuilder().metadata(metadata).build();
	}

	private List<Rejection> missing(List<Instance> instances) {
		List<Rejection> rejected = new ArrayList<>();
		Set<String> present = new HashSet<>();
		instances.forEach((instance) -> present.add(instance.service()));
		for (String service : this.expected.stream().sorted().toList()) {
			if (present.contains(service)) {
				this.missing.remove(service);
				continue;
			}
			String detail = "service " + service + " is configured here, and source '" + name()
					+ "' has no instance of it: configure it where that looks for instances, too";
			rejected.add(new Rejection(service, service, RejectionReason.SERVICE_NOT_SHARED, detail));
			if (this.missing.add(service)) {
				logger.warn("Missing instances: {}", detail);
			}
		}
		return rejected;
	}

	@Override
	public String toString() {
		return name();
	}

}
