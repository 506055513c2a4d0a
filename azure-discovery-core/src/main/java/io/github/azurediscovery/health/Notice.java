package io.github.azurediscovery.health;

/**
 * Why a VM is to stay without calls.
 *
 * @param words what is announced, in words
 * @param type the kind of event, such as {@code Preempt}
 * @param farewell whether the VM is expected to go for good
 */
record Notice(String words, String type, boolean farewell) {
}
