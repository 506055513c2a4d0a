package io.github.azurediscovery.balance;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;

import io.github.azurediscovery.catalog.Instance;

/**
 * Instances sorted by id. Immutable. As one dead instance of thousands makes a new list,
 * all that holds the same instances shares one array.
 */
final class InstanceList extends AbstractList<Instance> implements RandomAccess {

	static final InstanceList EMPTY = new InstanceList(new Instance[0]);

	private static final Comparator<Instance> BY_ID = Comparator.comparing(Instance::id);

	private final Instance[] instances;

	private InstanceList(Instance[] instances) {
		this.instances = instances;
	}

	static InstanceList of(List<Instance> instances) {
		return (instances instanceof InstanceList list) ? list : new InstanceList(instances.toArray(Instance[]::new));
	}

	/** Return a list without an instance that this list holds. */
	InstanceList without(Instance instance) {
		int position = Arrays.binarySearch(this.instances, instance, BY_ID);
		Instance[] fewer = Arrays.copyOf(this.instances, this.instances.length - 1);
		System.arraycopy(this.instances, position + 1, fewer, position, fewer.length - position);
		return new InstanceList(fewer);
	}

	/** Return a list with an instance that this list does not hold. */
	InstanceList with(Instance instance) {
		int position = -1 - Arrays.binarySearch(this.instances, instance, BY_ID);
		Instance[] more = Arrays.copyOf(this.instances, this.instances.length + 1);
		System.arraycopy(this.instances, position, more, position + 1, this.instances.length - position);
		more[position] = instance;
		return new InstanceList(more);
	}

	/** Return the instances themselves: to read only. */
	Instance[] shared() {
		return this.instances;
	}

	@Override
	public Instance get(int position) {
		return this.instances[position];
	}

	@Override
	public int size() {
		return this.instances.length;
	}

}
