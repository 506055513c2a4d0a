package io.github.azurediscovery.fleet.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses, and unpacks no more than it may. */
final class GzipBytes {

	private GzipBytes() {
	}

	static byte[] pack(byte[] bytes) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 8 + 64);
		try (DenseGzip gzip = new DenseGzip(packed)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("an array can be written to", ex);
		}
		return packed.toByteArray();
	}

	/**
	 * Unpack.
	 * @param packed the compressed bytes
	 * @param most the number of bytes that the result may have
	 * @throws IOException if it is no gzip, is cut off or has more
	 */
	static byte[] unpack(byte[] packed, int most) throws IOException {
		try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed), 65536)) {
			byte[] bytes = gzip.readNBytes(most);
			if (gzip.read() >= 0) {
				throw new IOException("it is larger than " + most / (1024 * 1024) + " MB unpacked");
			}
			return bytes;
		}
	}

	/** Packed once, and read by every member. */
	private static final class DenseGzip extends GZIPOutputStream {

		private DenseGzip(OutputStream out) throws IOException {
			super(out, 8192);
			this.def.setLevel(Deflater.BEST_COMPRESSION);
		}

	}

}
