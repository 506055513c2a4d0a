package io.github.azurediscovery.catalog;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The metadata of an instance, sorted by key, in a single array: a quarter of what a tree
 * weighs, and there is one for each instance. Unmodifiable.
 */
final class CompactMetadata extends AbstractMap<String, String> {

	private final String[] pairs;

	private CompactMetadata(String[] pairs) {
		this.pairs = pairs;
	}

	static CompactMetadata of(Map<String, String> entries) {
		if (entries instanceof CompactMetadata same) {
			return same;
		}
		String[] pairs = new String[2 * entries.size()];
		int next = 0;
		for (Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
			pairs[next++] = entry.getKey();
			pairs[next++] = entry.getValue();
		}
		return new CompactMetadata(pairs);
	}

	@Override
	public int size() {
		return this.pairs.length / 2;
	}

	@Override
	public @Nullable String get(@Nullable Object key) {
		int at = find(key);
		return (at < 0) ? null : this.pairs[at + 1];
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return find(key) >= 0;
	}

	private int find(@Nullable Object key) {
		for (int at = 0; at < this.pairs.length; at += 2) {
			if (this.pairs[at].equals(key)) {
				return at;
			}
		}
		return -1;
	}

	@Override
	public Set<Entry<String, String>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public Iterator<Entry<String, String>> iterator() {
				return new Entries();
			}

			@Override
			public int size() {
				return CompactMetadata.this.size();
			}

		};
	}

	private final class Entries implements Iterator<Entry<String, String>> {

		private int at;

		@Override
		public boolean hasNext() {
			return this.at < CompactMetadata.this.pairs.length;
		}

		@Override
		public Entry<String, String> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.at += 2;
			return new SimpleImmutableEntry<>(CompactMetadata.this.pairs[this.at - 2],
					CompactMetadata.this.pairs[this.at - 1]);
		}

	}

}
