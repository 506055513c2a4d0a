package io.github.azurediscovery.test.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 and {@code localhost} that no client trusts by default. The
 * JDK's own {@code keytool} makes its key, which leaves this process for as long only as
 * that takes.
 */
public final class LoopbackCertificate {

	private static final String ALIAS = "simulated-azure";

	private static final char[] PASSWORD = "only-for-a-moment".toCharArray();

	private final KeyStore keys;

	private LoopbackCertificate(KeyStore keys) {
		this.keys = keys;
	}

	/**
	 * Return the certificate of this process, which is made when first asked for. To make
	 * one takes {@code keytool} more than half a second of processor time.
	 * @return always the same certificate
	 */
	public static LoopbackCertificate ofProcess() {
		return ProcessCertificate.INSTANCE;
	}

	/**
	 * Make a certificate.
	 * @param names further host names it is good for
	 * @return a certificate that is valid for a month
	 */
	public static LoopbackCertificate create(String... names) {
		String all = Stream.concat(Stream.of("ip:127.0.0.1", "dns:localhost"), Stream.of(names).map("dns:"::concat))
			.collect(Collectors.joining(","));
		try {
			Path folder = Files.createTempDirectory("simulated-azure");
			Path file = folder.resolve("keys.p12");
			try {
				keytool("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
						"CN=Simulated Azure", "-ext", "SAN=" + all, "-validity", "30", "-storetype", "PKCS12",
						"-keystore", file.toString(), "-storepass", new String(PASSWORD));
				KeyStore keys = KeyStore.getInstance("PKCS12");
				try (InputStream in = Files.newInputStream(file)) {
					keys.load(in, PASSWORD);
				}
				return new LoopbackCertificate(keys);
			}
			finally {
				Files.deleteIfExists(file);
				Files.delete(folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot make a certificate", ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot make a certificate", ex);
		}
	}

	/**
	 * Return what a client must be given to trust this certificate, and no other.
	 * @return a context for clients
	 */
	public SSLContext client() {
		return context(false);
	}

	/**
	 * Return what a server shows this certificate with.
	 * @return a context for servers
	 */
	public SSLContext server() {
		return context(true);
	}

	/**
	 * Return the certificate as text, for a trust store that is made of PEM.
	 * @return for example for {@code spring.ssl.bundle.pem.azure.truststore.certificate}
	 */
	public String pem() {
		try {
			return "-----BEGIN CERTIFICATE-----\n"
					+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(certificate().getEncoded())
					+ "\n-----END CERTIFICATE-----\n";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private SSLContext context(boolean server) {
		try {
			KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			identity.init(this.keys, PASSWORD);
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry(ALIAS, certificate());
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(server ? identity.getKeyManagers() : null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Certificate certificate() throws GeneralSecurityException {
		return this.keys.getCertificate(ALIAS);
	}

	private static void keytool(String... arguments) throws IOException {
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(
				Stream.concat(Stream.of(keytool.toString()), Stream.of(arguments)).toList())
			.redirectErrorStream(true)
			.start();
		try (InputStream said = process.getInputStream()) {
			String output = new String(said.readAllBytes(), java.nio.charset.Charset.defaultCharset());
			if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new IOException(keytool + " failed: " + output);
			}
		}
		catch (InterruptedException ex) {
			process.destroy();
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while " + keytool + " ran", ex);
		}
	}

	private static final class ProcessCertificate {

		private static final LoopbackCertificate INSTANCE = create();

		private ProcessCertificate() {
		}

	}

}
