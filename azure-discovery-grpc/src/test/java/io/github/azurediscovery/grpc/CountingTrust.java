package io.github.azurediscovery.grpc;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.X509TrustManager;

import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import org.jspecify.annotations.Nullable;

/** Trusts one certificate at most, for the names that it has, and counts all others. */
final class CountingTrust implements X509TrustManager {

	private final @Nullable X509Certificate trusted;

	private final AtomicInteger refused = new AtomicInteger();

	private CountingTrust(@Nullable X509Certificate trusted) {
		this.trusted = trusted;
	}

	static CountingTrust in(LoopbackCertificate certificate) throws CertificateException {
		byte[] pem = certificate.pem().getBytes(StandardCharsets.US_ASCII);
		return new CountingTrust((X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(pem)));
	}

	static CountingTrust inNone() {
		return new CountingTrust(null);
	}

	ChannelCredentials credentials() {
		return TlsChannelCredentials.newBuilder().trustManager(this).build();
	}

	/** Return how many handshakes have failed for want of trust. */
	int refused() {
		return this.refused.get();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw new CertificateException("not a server");
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		if (!chain[0].equals(this.trusted)) {
			this.refused.incrementAndGet();
			throw new CertificateException("not trusted");
		}
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

}
