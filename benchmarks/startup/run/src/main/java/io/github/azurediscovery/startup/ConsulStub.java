package io.github.azurediscovery.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The part of Consul's HTTP API that its starter uses, over a catalog that never changes.
 * Stands in for a Consul agent, which is not a Java program.
 */
final class ConsulStub implements AutoCloseable {

	private final HttpServer server;

	private final String instances;

	private ConsulStub(HttpServer server, int instances) {
		this.server = server;
		this.instances = IntStream.range(0, instances)
			.mapToObj(ConsulStub::entry)
			.collect(Collectors.joining(",", "[", "]"));
	}

	static ConsulStub start(int instances) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		ConsulStub stub = new ConsulStub(server, instances);
		server.setExecutor(Executors.newCachedThreadPool());
		server.createContext("/", stub::handle);
		server.start();
		return stub;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			String query = String.valueOf(exchange.getRequestURI().getQuery());
			if (query.contains("index=1")) {
				Thread.sleep(2000);
			}
			String body = path.equals("/v1/catalog/services") ? "{\"orders\":[]}"
					: path.equals("/v1/health/service/orders") ? this.instances
							: path.equals("/v1/status/leader") ? "\"127.0.0.1:8300\"" : "{}";
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.getResponseHeaders().set("X-Consul-Index", "1");
			exchange.getResponseHeaders().set("X-Consul-KnownLeader", "true");
			exchange.getResponseHeaders().set("X-Consul-LastContact", "0");
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String entry(int i) {
		return """
				{"Node":{"ID":"%1$s","Node":"vm-%2$d","Address":"10.0.%3$d.%4$d","Datacenter":"dc1","TaggedAddresses":{},"Meta":{},"CreateIndex":1,"ModifyIndex":1},
				"Service":{"ID":"orders-%2$d","Service":"orders","Tags":["zone=1"],"Address":"10.0.%3$d.%4$d","Meta":{"zone":"1"},"Port":8080,"EnableTagOverride":false,"CreateIndex":1,"ModifyIndex":1},
				"Checks":[{"Node":"vm-%2$d","CheckID":"serfHealth","Name":"Serf Health Status","Status":"passing","Notes":"","Output":"Agent alive and reachable","ServiceID":"","ServiceName":"","ServiceTags":[],"CreateIndex":1,"ModifyIndex":1}]}"""
			.formatted("00000000-0000-0000-0000-%012d".formatted(i), i, i / 250, 4 + i % 250);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
