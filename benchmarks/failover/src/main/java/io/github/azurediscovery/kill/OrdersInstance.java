package io.github.azurediscovery.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An instance of {@code orders}: answers with its name, also as its health. A line
 * {@code hang} or {@code 503} on standard input changes its behaviour; the end of
 * standard input ends it.
 */
final class OrdersInstance {

	private final byte[] name;

	private volatile String behaviour = "ok";

	private OrdersInstance(String name) {
		this.name = name.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Run an instance.
	 * @param args its name, its address, its port, and the URL of Eureka if it registers
	 * @throws IOException if the address is taken
	 */
	public static void main(String[] args) throws IOException {
		OrdersInstance instance = new OrdersInstance(args[0]);
		HttpServer server = HttpServer.create(new InetSocketAddress(args[1], Integer.parseInt(args[2])), 0);
		server.setExecutor(Executors.newCachedThreadPool());
		server.createContext("/", instance::handle);
		server.start();
		if (args.length > 3) {
			EurekaRegistrar.start(args[3], args[0], args[1], Integer.parseInt(args[2]));
		}
		System.out.println("ready");
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			instance.behaviour = line;
		}
		System.exit(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			switch (this.behaviour) {
				case "hang" -> new CountDownLatch(1).await();
				case "503" -> exchange.sendResponseHeaders(503, -1);
				default -> {
					exchange.sendResponseHeaders(200, this.name.length);
					exchange.getResponseBody().write(this.name);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
