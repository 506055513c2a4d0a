package io.github.azurediscovery.refresh;

/** What an answer proves about an instance that it lacks. */
enum AnswerWeight {

	/** Nothing new: it passes on what an earlier answer passed on. */
	SEEN,

	/** That the instance is missing once more. */
	CONFIRMING,

	/** That the instance is gone. */
	OVERRIDING

}
