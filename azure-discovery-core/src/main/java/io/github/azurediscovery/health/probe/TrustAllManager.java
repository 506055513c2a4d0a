package io.github.azurediscovery.health.probe;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts any certificate. For probes only, as in Kubernetes: they go to private
 * addresses, which certificates do not name, and carry no sensitive data. Callers
 * validate certificates themselves.
 */
final class TrustAllManager extends X509ExtendedTrustManager {

	private final Runnable presented;

	private TrustAllManager(Runnable presented) {
		this.presented = presented;
	}

	static SSLContext context() {
		return context(() -> {
		});
	}

	/**
	 * Return a context for one handshake.
	 * @param presented runs once the server has presented a certificate
	 */
	static SSLContext context(Runnable presented) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new TrustAllManager(presented) }, new SecureRandom());
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java has no TLS", ex);
		}
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) {
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) {
		this.presented.run();
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
		this.presented.run();
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		this.presented.run();
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

}
