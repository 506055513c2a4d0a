package io.github.azurediscovery.envoy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;

/**
 * Versions by content: the same content has the same version in every process and after
 * every restart, so that nothing is sent twice. That of java-control-plane differs from
 * process to process.
 */
final class ContentHash {

	/** 96 bits: no two contents of an estate ever have the same. */
	private static final int LENGTH = 24;

	private ContentHash() {
	}

	static String of(Message message) {
		byte[] bytes = new byte[message.getSerializedSize()];
		CodedOutputStream stream = CodedOutputStream.newInstance(bytes);
		stream.useDeterministicSerialization();
		try {
			message.writeTo(stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return hex(sha256().digest(bytes));
	}

	/** Return the version of several resources. */
	static String of(Map<String, String> versions) {
		MessageDigest digest = sha256();
		versions.forEach((name, version) -> {
			digest.update(name.getBytes(StandardCharsets.UTF_8));
			digest.update((byte) 0);
			digest.update(version.getBytes(StandardCharsets.US_ASCII));
		});
		return hex(digest.digest());
	}

	private static String hex(byte[] hash) {
		return HexFormat.of().formatHex(hash).substring(0, LENGTH);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
