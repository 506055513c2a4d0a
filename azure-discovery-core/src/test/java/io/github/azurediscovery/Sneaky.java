package io.github.azurediscovery;

/** Throws anything anywhere, as code in Kotlin may, which knows no checked exceptions. */
public final class Sneaky {

	private Sneaky() {
	}

	/**
	 * Throw it.
	 * @param thrown what to throw
	 * @return never
	 */
	public static RuntimeException thrown(Throwable thrown) {
		throw Sneaky.<RuntimeException>unchecked(thrown);
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
		throw (T) thrown;
	}

}
