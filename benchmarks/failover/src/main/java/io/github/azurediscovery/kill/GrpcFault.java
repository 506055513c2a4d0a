package io.github.azurediscovery.kill;

/** A fault that is injected into one of five gRPC servers. */
enum GrpcFault {

	/** The process is killed; its VM runs on. */
	GRPC_KILLED("killed"),

	/** It accepts calls and never answers. */
	GRPC_HANGS("hangs (deadline 1 s)"),

	/** It answers {@code UNAVAILABLE} to everything. */
	GRPC_UNAVAILABLE("answers `UNAVAILABLE`"),

	/** Its VM is deallocated, which Azure reports at once. */
	GRPC_DEALLOCATED("its VM is deallocated"),

	/** A sixth instance joins. */
	GRPC_JOINS("a sixth joins");

	private final String text;

	GrpcFault(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
