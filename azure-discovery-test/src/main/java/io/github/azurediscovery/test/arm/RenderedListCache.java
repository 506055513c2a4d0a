package io.github.azurediscovery.test.arm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The rendered lists of the present estate. After a change every list that was asked for
 * is rendered again ahead of the next request; a request that comes sooner does it
 * itself.
 */
final class RenderedListCache {

	private final Executor executor;

	private final AtomicBoolean ahead = new AtomicBoolean();

	private volatile Generation generation = new Generation(Map.of());

	RenderedListCache(Executor executor) {
		this.executor = executor;
	}

	/**
	 * The estate has changed.
	 */
	void changed() {
		this.generation = new Generation(this.generation.asked);
		if (this.ahead.compareAndSet(false, true)) {
			this.executor.execute(this::renderAhead);
		}
	}

	/**
	 * Return a list.
	 * @param key what tells it from others
	 * @param renderer renders it
	 */
	RenderedList list(Object key, Supplier<RenderedList> renderer) {
		return this.generation.list(key, renderer);
	}

	/**
	 * Forget what was asked for.
	 */
	void clear() {
		this.generation = new Generation(Map.of());
	}

	private void renderAhead() {
		Generation now;
		do {
			now = this.generation;
			renderAhead(now);
		}
		while (this.generation != now);
		this.ahead.set(false);
	}

	private void renderAhead(Generation now) {
		now.asked.forEach((key, renderer) -> {
			try {
				if (this.generation == now) {
					now.list(key, renderer).renderAhead();
				}
			}
			catch (ArmRefusalException ex) {
				// The list is gone, as the next request will hear.
				now.asked.remove(key);
			}
		});
	}

	private static final class Generation {

		private final Map<Object, Supplier<RenderedList>> asked;

		private final Map<Object, RenderedList> lists = new ConcurrentHashMap<>();

		Generation(Map<Object, Supplier<RenderedList>> asked) {
			this.asked = new ConcurrentHashMap<>(asked);
		}

		RenderedList list(Object key, Supplier<RenderedList> renderer) {
			this.asked.putIfAbsent(key, renderer);
			return this.lists.computeIfAbsent(key, (missing) -> renderer.get());
		}

	}

}
