package io.github.azurediscovery.envoy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.catalog.VisibleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients refuse of what they were given, and how often they did. Thread-safe. */
final class ClientRefusals {

	private static final Logger logger = LoggerFactory.getLogger(EnvoySink.class);

	private static final int MOST_NOTED = 3;

	private final Map<ResourceKind, AtomicLong> counts = Stream.of(ResourceKind.values())
		.collect(Collectors.toUnmodifiableMap((kind) -> kind, (kind) -> new AtomicLong()));

	/** By stream, as long as that stands. */
	private final Map<ResourceKind, Map<Object, String>> standing = new TreeMap<>();

	private volatile Runnable follower = () -> {
	};

	void follow(Runnable follower) {
		this.follower = follower;
	}

	/**
	 * A client refused what it was given.
	 * @param stream its stream
	 * @param kind the type
	 * @param client how it calls itself
	 * @param words why
	 */
	void refused(Object stream, ResourceKind kind, String client, String words) {
		String text = VisibleText.brief(client) + ": " + VisibleText.of(words);
		logger.warn("An Envoy client refuses its {} and keeps those it has, {}", kind.plural(), text);
		count(kind).incrementAndGet();
		synchronized (this) {
			this.standing.computeIfAbsent(kind, (key) -> new LinkedHashMap<>()).put(stream, text);
		}
		this.follower.run();
	}

	/**
	 * A client accepted what it was given.
	 * @param stream its stream
	 * @param kind the type
	 */
	void accepted(Object stream, ResourceKind kind) {
		boolean news;
		synchronized (this) {
			Map<Object, String> texts = this.standing.get(kind);
			news = texts != null && texts.remove(stream) != null;
		}
		if (news) {
			this.follower.run();
		}
	}

	void ended(Object stream) {
		Stream.of(ResourceKind.values()).forEach((kind) -> accepted(stream, kind));
	}

	long count(String plural) {
		return Stream.of(ResourceKind.values())
			.filter((kind) -> kind.plural().equals(plural))
			.mapToLong((kind) -> count(kind).get())
			.sum();
	}

	private AtomicLong count(ResourceKind kind) {
		return Objects.requireNonNull(this.counts.get(kind));
	}

	/** Return what is refused now, by type. */
	synchronized Map<String, String> notes() {
		Map<String, String> notes = new TreeMap<>();
		this.standing.forEach((kind, texts) -> {
			if (!texts.isEmpty()) {
				String more = (texts.size() > MOST_NOTED) ? "\nand " + (texts.size() - MOST_NOTED) + " more" : "";
				notes.put(kind.plural(), "refused by "
						+ texts.values().stream().limit(MOST_NOTED).collect(Collectors.joining("\n")) + more);
			}
		});
		return notes;
	}

}
