package io.github.azurediscovery.agent;

import java.io.PrintStream;

import io.github.azurediscovery.spring.failure.FailFastFailure;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The agent. Feeds what is configured until it is told to stop, or does one thing and
 * ends with an {@link ExitStatus}.
 */
@SpringBootApplication
public class AgentApplication {

	/**
	 * Start.
	 * @param args the command line, see {@link AgentOptions#USAGE}
	 */
	public static void main(String[] args) {
		PrintStream out = System.out;
		int status = start(args, out);
		out.flush();
		if (status != ExitStatus.STILL_RUNNING) {
			System.exit(status);
		}
	}

	static int start(String[] args, PrintStream out) {
		try {
			AgentOptions options = AgentOptions.parse(args);
			return switch (options.mode()) {
				case HELP -> print(out, AgentOptions.USAGE);
				case VERSION -> print(out, AgentVersion.read());
				case SERVE -> serve(options);
				default -> once(options, out);
			};
		}
		catch (AgentUsageException ex) {
			System.err.printf("azure-discovery-agent: %s%n%n%s%n", ex.getMessage(), AgentOptions.USAGE);
			return ExitStatus.CONFIGURATION;
		}
	}

	private static int print(PrintStream out, String text) {
		out.println(text);
		return ExitStatus.OK;
	}

	private static int serve(AgentOptions options) {
		HangupReconciliation hangup = new HangupReconciliation();
		HangupSignal.handle(hangup);
		SpringApplication application = new SpringApplication(AgentApplication.class);
		application.addInitializers((context) -> context.getBeanFactory().registerSingleton("hangup", hangup));
		try {
			application.run(options.springArguments());
			return ExitStatus.STILL_RUNNING;
		}
		catch (RuntimeException ex) {
			return statusOf(ex);
		}
	}

	/** Its log goes to the standard error, so that the standard output is the result. */
	private static int once(AgentOptions options, PrintStream out) {
		System.setOut(System.err);
		SpringApplication application = new SpringApplication(AgentApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setLogStartupInfo(false);
		application.addInitializers((context) -> IdleLifecycleProcessor.register((GenericApplicationContext) context));
		try (ConfigurableApplicationContext context = application.run(options.springArguments())) {
			return options.mode().command(out).run(context);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return ExitStatus.INCOMPLETE;
		}
		catch (RuntimeException ex) {
			return statusOf(ex);
		}
	}

	private static int statusOf(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FailFastFailure) {
				return ExitStatus.INCOMPLETE;
			}
		}
		return ExitStatus.CONFIGURATION;
	}

}
