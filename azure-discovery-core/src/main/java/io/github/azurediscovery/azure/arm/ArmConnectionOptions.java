package io.github.azurediscovery.azure.arm;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.azure.ArmRequestListener;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureSettings;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to Azure Resource Manager.
 *
 * @param settings cloud, endpoints, credential and timeout
 * @param credential a credential that replaces the one in the settings, {@code null} for
 * none
 * @param pipeline an HTTP pipeline that replaces the built-in one, {@code null} for none
 * @param tls the certificates to trust, {@code null} for the JDK's
 * @param time the clock
 * @param random spreads the retries of many clients
 * @param listener notified of every request
 * @param threadPrefix what the names of threads begin with
 */
public record ArmConnectionOptions(AzureSettings settings, @Nullable AzureCredential credential,
		@Nullable AzurePipeline pipeline, @Nullable SSLContext tls, InstantSource time, RandomGenerator random,
		ArmRequestListener listener, String threadPrefix) {

}
