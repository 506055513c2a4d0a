package io.github.azurediscovery.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;

/** A key and its certificate for loopback, made by the JDK's {@code keytool}. */
final class KeytoolIdentity {

	static final String PASSWORD = "only-for-a-moment";

	private static final String ALIAS = "identity";

	private final Path file;

	private KeytoolIdentity(Path file) {
		this.file = file;
	}

	static KeytoolIdentity create(Path directory, String name) throws IOException, InterruptedException {
		Path file = directory.resolve(name + ".p12");
		Process keytool = new ProcessBuilder(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-ext",
						"SAN=ip:127.0.0.1,dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore",
						file.toString(), "-storepass", PASSWORD))
			.redirectErrorStream(true)
			.redirectOutput(Files.createTempFile(directory, "keytool", ".log").toFile())
			.start();
		if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
			throw new IOException("keytool failed");
		}
		return new KeytoolIdentity(file);
	}

	Path file() {
		return this.file;
	}

	KeyStore keys() throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(this.file)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		return keys;
	}

	KeyManagerFactory keyManagers() throws IOException, GeneralSecurityException {
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys(), PASSWORD.toCharArray());
		return managers;
	}

	/** Write a trust store that trusts this identity only. */
	Path trust() throws IOException, GeneralSecurityException {
		KeyStore trust = KeyStore.getInstance("PKCS12");
		trust.load(null, null);
		trust.setCertificateEntry(ALIAS, keys().getCertificate(ALIAS));
		Path trusted = this.file.resolveSibling(this.file.getFileName() + ".trust");
		try (var out = Files.newOutputStream(trusted)) {
			trust.store(out, PASSWORD.toCharArray());
		}
		return trusted;
	}

	X509Certificate certificate() throws IOException, GeneralSecurityException {
		return (X509Certificate) keys().getCertificate(ALIAS);
	}

}
