package io.github.azurediscovery.test.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A body, rendered once, compressed at most once.
 */
public final class MessageBody {

	private final byte[] plain;

	private volatile byte[] compressed = {};

	/**
	 * Keep a rendered body.
	 * @param plain the bytes
	 */
	public MessageBody(byte[] plain) {
		this.plain = plain;
	}

	/**
	 * Return the bytes.
	 * @return not a copy
	 */
	public byte[] plain() {
		return this.plain;
	}

	/**
	 * Return the bytes, compressed.
	 * @return not a copy
	 */
	public byte[] gzip() {
		byte[] bytes = this.compressed;
		if (bytes.length == 0) {
			bytes = compress(this.plain);
			this.compressed = bytes;
		}
		return bytes;
	}

	private static byte[] compress(byte[] plain) {
		ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 8 + 64);
		try (FastGzip gzip = new FastGzip(out)) {
			gzip.write(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static final class FastGzip extends GZIPOutputStream {

		FastGzip(OutputStream out) throws IOException {
			super(out);
			this.def.setLevel(Deflater.BEST_SPEED);
		}

	}

}
