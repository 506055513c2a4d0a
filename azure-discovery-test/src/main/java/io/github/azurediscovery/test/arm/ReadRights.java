package io.github.azurediscovery.test.arm;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a subject may read. Immutable.
 */
public final class ReadRights {

	/** Everything. */
	public static final ReadRights EVERYTHING = new ReadRights(Set.of("/"), Set.of());

	/** Nothing. */
	public static final ReadRights NOTHING = new ReadRights(Set.of(), Set.of());

	private final Set<String> scopes;

	private final Set<String> missing;

	private ReadRights(Set<String> scopes, Set<String> missing) {
		this.scopes = scopes;
		this.missing = missing;
	}

	/**
	 * Return the right to read everything in some scopes, as the role Reader gives it.
	 * @param scopes subscription or resource group ids, for example
	 * {@code /subscriptions/…/resourceGroups/shop}
	 * @return the rights
	 */
	public static ReadRights on(String... scopes) {
		Set<String> lower = new LinkedHashSet<>();
		for (String scope : scopes) {
			lower.add(scope.toLowerCase(Locale.ROOT));
		}
		return new ReadRights(lower, Set.of());
	}

	/**
	 * Return these rights without some actions.
	 * @param actions for example {@code Microsoft.Network/networkInterfaces/read}
	 * @return new rights
	 */
	public ReadRights without(String... actions) {
		Set<String> lower = new LinkedHashSet<>(this.missing);
		for (String action : actions) {
			lower.add(action.toLowerCase(Locale.ROOT));
		}
		return new ReadRights(this.scopes, lower);
	}

	/**
	 * Tell whether an action is allowed.
	 * @param action the action
	 * @param scope the id of a subscription, resource group or resource
	 * @return {@code true} if so
	 */
	public boolean allow(String action, String scope) {
		String lower = scope.toLowerCase(Locale.ROOT);
		return !this.missing.contains(action.toLowerCase(Locale.ROOT))
				&& this.scopes.stream().anyMatch((granted) -> covers(granted, lower));
	}

	private static boolean covers(String granted, String scope) {
		return granted.equals("/") || scope.equals(granted) || scope.startsWith(granted + '/');
	}

	@Override
	public String toString() {
		return "read " + this.scopes + (this.missing.isEmpty() ? "" : " without " + this.missing);
	}

}
