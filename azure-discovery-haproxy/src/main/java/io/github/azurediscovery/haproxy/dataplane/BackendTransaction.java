package io.github.azurediscovery.haproxy.dataplane;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.backend.BackendDeclaration;
import io.github.azurediscovery.haproxy.server.HaproxyApi;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;

/**
 * New backends and more slots in one transaction of the Dataplane API, which ends in a
 * reload. Inside the transaction it reads what is declared, so that what others declared
 * meanwhile is neither refused nor overwritten; if they were faster it begins anew. It
 * removes no backend but those that it created itself.
 */
public final class BackendTransaction implements BackendDeclaration {

	private static final int ATTEMPTS = 3;

	private final DataplaneExchange exchange;

	private final HaproxyApi worker;

	private final TransactionBody bodies;

	private final ReloadFollower follower;

	private final Set<String> created = new TreeSet<>();

	public BackendTransaction(DataplaneExchange exchange, HaproxyApi worker, HaproxySettings settings, Duration pause) {
		this.exchange = exchange;
		this.worker = worker;
		this.bodies = new TransactionBody(settings);
		this.follower = new ReloadFollower(exchange, pause);
	}

	@Override
	public Map<String, Integer> declared(ServerTable shown) {
		Map<String, Integer> declared = new TreeMap<>();
		shown.backends().forEach((backend, rows) -> {
			int slots = (int) rows.stream().filter((row) -> row.isSlot() && !row.isDynamic()).count();
			if (slots > 0) {
				declared.put(backend, slots);
			}
		});
		return declared;
	}

	@Override
	public Declared declare(Map<String, Integer> slots, Set<String> lacking, long pid)
			throws SinkException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			Attempt made = attempt(slots, lacking);
			if (!made.overtaken()) {
				return (made.refusal() != null) ? new Declared(pid, made.refusal()) : loaded(made.reloadId(), pid);
			}
			if (attempt == ATTEMPTS) {
				return new Declared(pid, "could not be given its slots: the configuration was changed by others in each"
						+ " of " + ATTEMPTS + " transactions");
			}
		}
	}

	private Declared loaded(@Nullable String reloadId, long pid) throws SinkException, InterruptedException {
		String refusal = (reloadId != null) ? this.follower.refusal(reloadId) : null;
		return (refusal != null) ? new Declared(pid, refusal) : new Declared(this.worker.pid(), null);
	}

	private Attempt attempt(Map<String, Integer> slots, Set<String> lacking)
			throws SinkException, InterruptedException {
		int version = this.exchange.get("configuration/version").orFail().body().asInt();
		DataplaneAnswer begun = this.exchange.exchange("POST", "transactions?version=" + version, null);
		if (begun.isOvertaken()) {
			return Attempt.OVERTAKEN;
		}
		String id = begun.orFail().body().path("id").asText();
		if (id.isEmpty()) {
			throw new SinkException("the Dataplane API began a transaction without an id");
		}
		Attempt made = null;
		try {
			made = edit(DataplaneExchange.part(id), slots, lacking);
			return made;
		}
		finally {
			if (made == null || made.isVoid()) {
				abandon(id);
			}
		}
	}

	private Attempt edit(String id, Map<String, Integer> slots, Set<String> lacking)
			throws SinkException, InterruptedException {
		int edits = 0;
		for (String backend : lacking) {
			DataplaneAnswer answer = declare(backend, slots.getOrDefault(backend, 1), id);
			if (answer != null) {
				if (answer.isOvertaken()) {
					return Attempt.OVERTAKEN;
				}
				if (!answer.isSuccess()) {
					return Attempt.refused(answer);
				}
				edits++;
			}
		}
		return (edits > 0) ? removeAndCommit(slots.keySet(), id)
				: new Attempt(false,
						"is in HAProxy's configuration, but not loaded: see whether"
								+ " its last reload failed, and whether its slots are a server-template '"
								+ TransactionBody.PREFIX + "'",
						null);
	}

	private Attempt removeAndCommit(Set<String> needed, String id) throws SinkException, InterruptedException {
		Set<String> removed = new TreeSet<>(this.created);
		removed.removeAll(needed);
		for (String backend : removed) {
			DataplaneAnswer answer = this.exchange.exchange("DELETE",
					"configuration/backends/" + DataplaneExchange.part(backend) + "?transaction_id=" + id, null);
			if (answer.isOvertaken()) {
				return Attempt.OVERTAKEN;
			}
			if (!answer.isSuccess() && answer.status() != 404) {
				return Attempt.refused(answer);
			}
		}
		Attempt committed = commit(id);
		if (!committed.isVoid()) {
			this.created.removeAll(removed);
		}
		return committed;
	}

	/**
	 * Declare a backend.
	 * @return the answer to the last edit, or {@code null} if there was nothing to edit
	 */
	private @Nullable DataplaneAnswer declare(String backend, int slots, String id)
			throws SinkException, InterruptedException {
		String in = "?transaction_id=" + id;
		String path = "configuration/backends/" + DataplaneExchange.part(backend);
		DataplaneAnswer known = this.exchange.get(path + in);
		if (known.status() == 404) {
			DataplaneAnswer created = this.exchange.exchange("POST", "configuration/backends" + in,
					this.bodies.backend(backend));
			if (!created.isSuccess()) {
				return created;
			}
			this.created.add(backend);
			return create(path, slots, in);
		}
		known.orFail();
		JsonNode templates = this.exchange.get(path + "/server_templates" + in).orFail().body();
		if (templates.isEmpty()) {
			return create(path, slots, in);
		}
		for (JsonNode template : templates) {
			if (template.path("prefix").asText().equals(TransactionBody.PREFIX)
					&& TransactionBody.slots(template) < slots) {
				return this.exchange.exchange("PUT", path + "/server_templates/" + TransactionBody.PREFIX + in,
						TransactionBody.resized(template, slots));
			}
		}
		return null;
	}

	private DataplaneAnswer create(String path, int slots, String in) throws SinkException, InterruptedException {
		return this.exchange.exchange("POST", path + "/server_templates" + in, this.bodies.template(slots));
	}

	private Attempt commit(String id) throws SinkException, InterruptedException {
		DataplaneAnswer committed = this.exchange.exchange("PUT", "transactions/" + id, null);
		if (committed.isOvertaken()) {
			return Attempt.OVERTAKEN;
		}
		return committed.isSuccess() ? new Attempt(false, null, committed.reloadId()) : Attempt.refused(committed);
	}

	/** The Dataplane API keeps only so many open transactions. */
	private void abandon(String id) throws InterruptedException {
		try {
			this.exchange.exchange("DELETE", "transactions/" + DataplaneExchange.part(id), null);
		}
		catch (SinkException ex) {
			return;
		}
	}

	/**
	 * What came of one transaction.
	 *
	 * @param overtaken whether others changed the configuration meanwhile
	 * @param refusal why it was not committed, or {@code null}
	 * @param reloadId the reload that follows the commit, or {@code null}
	 */
	private record Attempt(boolean overtaken, @Nullable String refusal, @Nullable String reloadId) {

		static final Attempt OVERTAKEN = new Attempt(true, null, null);

		static Attempt refused(DataplaneAnswer answer) {
			return new Attempt(false, "is refused by HAProxy: " + answer.message(), null);
		}

		boolean isVoid() {
			return this.overtaken || this.refusal != null;
		}

	}

}
