package io.github.azurediscovery.test.arm;

/**
 * An item of a list.
 *
 * @param key where it stands in the list
 * @param json what is shown of it
 */
record ListedItem(String key, Object json) {
}
