package io.github.azurediscovery.azure.inventory;

import io.github.azurediscovery.catalog.RejectionReason;

/**
 * Why a VM cannot be a member, whatever services it declares.
 *
 * @param reason the reason, for programs
 * @param detail the same, for messages
 */
public record VmObjection(RejectionReason reason, String detail) {

}
