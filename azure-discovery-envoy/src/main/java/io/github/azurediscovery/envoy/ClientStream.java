package io.github.azurediscovery.envoy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.github.azurediscovery.catalog.VisibleText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one stream said and received before, which java-control-plane forgets: who the
 * client is, as it need say so only once; which version it refused; and what a
 * reconnecting delta client has. Completes each request with it. Thread-safe.
 */
final class ClientStream {

	private static final Logger logger = LoggerFactory.getLogger(EnvoySink.class);

	private final @Nullable ResourceKind only;

	private final ConnectedClients clients;

	private final ClientRefusals refusals;

	private @Nullable Node node;

	private boolean ended;

	private final Map<String, String> versionsSent = new HashMap<>();

	private final Map<String, Map<String, String>> versionsHeld = new HashMap<>();

	private final Set<String> unknownTypes = new HashSet<>();

	/**
	 * Create a stream.
	 * @param only the only type it can ask for, or {@code null} for ADS
	 * @param clients counts it
	 * @param refusals receives what it refuses
	 */
	ClientStream(@Nullable ResourceKind only, ConnectedClients clients, ClientRefusals refusals) {
		this.only = only;
		this.clients = clients;
		this.refusals = refusals;
	}

	/**
	 * Complete a request.
	 * @param request what the client asks
	 * @return the same with all that the stream has said before, or {@code null} if it is
	 * not to be answered
	 */
	synchronized @Nullable DiscoveryRequest received(DiscoveryRequest request) {
		Node asking = asking(request.hasNode() ? request.getNode() : null);
		ResourceKind kind = kind(request.getTypeUrl(), asking);
		if (kind == null) {
			return null;
		}
		DiscoveryRequest.Builder complete = request.toBuilder().setNode(asking).setTypeUrl(kind.typeUrl());
		if (request.hasErrorDetail()) {
			this.refusals.refused(this, kind, name(asking), request.getErrorDetail().getMessage());
			complete.setVersionInfo(this.versionsSent.getOrDefault(kind.typeUrl(), request.getVersionInfo()));
		}
		else if (!request.getResponseNonce().isEmpty()) {
			this.refusals.accepted(this, kind);
		}
		return complete.build();
	}

	/**
	 * Complete a request.
	 * @param request what the client asks
	 * @return the same with all that the stream has said before, or {@code null} if it is
	 * not to be answered
	 */
	synchronized @Nullable DeltaDiscoveryRequest received(DeltaDiscoveryRequest request) {
		Node asking = asking(request.hasNode() ? request.getNode() : null);
		ResourceKind kind = kind(request.getTypeUrl(), asking);
		if (kind == null) {
			return null;
		}
		if (request.hasErrorDetail()) {
			this.refusals.refused(this, kind, name(asking), request.getErrorDetail().getMessage());
		}
		else if (!request.getResponseNonce().isEmpty()) {
			this.refusals.accepted(this, kind);
		}
		Map<String, String> held = this.versionsHeld.computeIfAbsent(kind.typeUrl(), (type) -> new HashMap<>());
		held.putAll(request.getInitialResourceVersionsMap());
		held.keySet().removeAll(request.getResourceNamesUnsubscribeList());
		return request.toBuilder()
			.setNode(asking)
			.setTypeUrl(kind.typeUrl())
			.putAllInitialResourceVersions(held)
			.build();
	}

	synchronized void sent(DiscoveryResponse response) {
		this.versionsSent.put(response.getTypeUrl(), response.getVersionInfo());
	}

	synchronized void sent(DeltaDiscoveryResponse response) {
		Map<String, String> held = this.versionsHeld.computeIfAbsent(response.getTypeUrl(), (type) -> new HashMap<>());
		response.getResourcesList().stream().map(Resource::getName).forEach(held::remove);
		held.keySet().removeAll(response.getRemovedResourcesList());
	}

	synchronized void ended() {
		if (!this.ended && this.node != null) {
			this.clients.ended(ClientGrouping.kind(this.node));
			this.refusals.ended(this);
		}
		this.ended = true;
	}

	private Node asking(@Nullable Node said) {
		Node known = this.node;
		if (known == null) {
			known = (said != null) ? said : Node.getDefaultInstance();
			this.node = known;
			if (!this.ended) {
				this.clients.opened(ClientGrouping.kind(known));
			}
		}
		return known;
	}

	private @Nullable ResourceKind kind(String typeUrl, Node asking) {
		ResourceKind kind = (typeUrl.isEmpty() && this.only != null) ? this.only
				: ResourceKind.ofUrl(typeUrl).orElse(null);
		if (kind == null || (this.only != null && kind != this.only)) {
			if (this.unknownTypes.add(typeUrl)) {
				logger.warn("Envoy client {} gets no answer for '{}': served are clusters, endpoints, listeners and"
						+ " routes of xDS v3", VisibleText.brief(name(asking)), VisibleText.brief(typeUrl));
			}
			return null;
		}
		return kind;
	}

	private static String name(Node asking) {
		String name = asking.getId().isEmpty() ? "without a node id" : "'" + asking.getId() + "'";
		return (name + " (" + asking.getUserAgentName() + ")").replace(" ()", "");
	}

}
