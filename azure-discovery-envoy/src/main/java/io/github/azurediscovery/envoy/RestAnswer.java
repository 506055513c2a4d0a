package io.github.azurediscovery.envoy;

/**
 * An answer of REST xDS.
 *
 * @param status the HTTP status: 200, 304 if the client has this version already, 400 if
 * the request cannot be read, 503 before the first complete snapshot
 * @param body JSON; empty unless the status is 200
 */
public record RestAnswer(int status, String body) {

}
