package io.github.azurediscovery.haproxy.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.azurediscovery.haproxy.BackendFileSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.backend.BackendDeclaration;
import io.github.azurediscovery.haproxy.backend.BackendSection;
import io.github.azurediscovery.haproxy.runtime.ProcessReload;
import io.github.azurediscovery.haproxy.server.HaproxyApi;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.source.BoundedFileReader;

/**
 * The file of backends that this library owns. HAProxy checks it before it takes its
 * place, and reloads.
 */
public final class BackendFile implements BackendDeclaration {

	private final HaproxySettings settings;

	private final BackendFileSettings file;

	private final ProcessReload reload;

	public BackendFile(HaproxySettings settings, BackendFileSettings file, HaproxyApi worker) {
		this.settings = settings;
		this.file = file;
		this.reload = new ProcessReload(file.masterSocket(), worker);
	}

	@Override
	public Map<String, Integer> declared(ServerTable shown) throws IOException {
		try {
			return declared();
		}
		catch (IOException ex) {
			throw named(ex);
		}
	}

	private Map<String, Integer> declared() throws IOException {
		if (!Files.exists(this.file.file())) {
			return new TreeMap<>();
		}
		String content = new String(BoundedFileReader.read(this.file.file()), StandardCharsets.UTF_8);
		if (!content.isBlank() && !content.startsWith(BackendSection.HEADER)) {
			throw new IOException(
					"was not written by this library, and is left alone: name another file," + " or remove it");
		}
		return BackendSection.declared(content);
	}

	@Override
	public Declared declare(Map<String, Integer> slots, Set<String> lacking, long pid)
			throws IOException, SinkException, InterruptedException {
		AtomicFile target = new AtomicFile(this.file.file());
		try {
			Path beside = target.prepare(BackendSection.file(slots, this.settings));
			String refusal = new CheckCommand(this.file.checkCommand()).refusal(beside);
			if (refusal != null) {
				return new Declared(pid,
						"is refused by HAProxy, and " + this.file.file() + " stays as it was: " + refusal);
			}
			target.replace(beside);
		}
		catch (IOException ex) {
			throw named(ex);
		}
		return new Declared(this.reload.reload(pid), null);
	}

	private IOException named(IOException cause) {
		return new IOException(this.file.file() + ": " + cause.getMessage(), cause);
	}

}
