package io.github.azurediscovery.envoy;

/** What a client of the control plane is, and so what it can use. */
public enum ClientKind {

	/** Envoy: clusters and endpoints, with an edge port also a listener and routes. */
	ENVOY,

	/** gRPC without a proxy: a listener for each service, clusters and endpoints. */
	GRPC

}
