package io.github.azurediscovery.health.engine;

/** Why an instance is ejected. */
enum EvidenceKind {

	/** It is dead. */
	HARD,

	/** It does badly. */
	SOFT

}
