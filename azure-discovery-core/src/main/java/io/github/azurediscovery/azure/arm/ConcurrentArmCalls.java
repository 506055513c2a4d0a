package io.github.azurediscovery.azure.arm;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ExceptionText;

/** Runs requests concurrently; the thread of the source waits for them. */
public final class ConcurrentArmCalls {

	private final Executor executor;

	public ConcurrentArmCalls(Executor executor) {
		this.executor = executor;
	}

	public <T> PendingCall<T> start(Callable<T> call) {
		FutureTask<T> task = new FutureTask<>(call);
		try {
			this.executor.execute(task);
		}
		catch (Throwable ex) {
			FutureTask<T> failed = new FutureTask<>(() -> {
				throw ArmAccessException.failed("no thread was available for it: " + ex, null);
			});
			failed.run();
			return new PendingCall<>(failed);
		}
		return new PendingCall<>(task);
	}

	/** Cancel the calls that have not ended. */
	public static void abandonAll(Collection<? extends PendingCall<?>> running) {
		running.forEach(PendingCall::abandon);
	}

	/** A call that may be in progress. */
	public static final class PendingCall<T> {

		private final FutureTask<T> task;

		private PendingCall(FutureTask<T> task) {
			this.task = task;
		}

		public T await() throws ArmAccessException, InterruptedException {
			try {
				return this.task.get();
			}
			catch (InterruptedException ex) {
				abandon();
				throw ex;
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof ArmAccessException failed) {
					throw failed;
				}
				if (ex.getCause() instanceof InterruptedException) {
					throw new InterruptedException();
				}
				throw ArmAccessException.failed(ExceptionText.of(ex.getCause()), null);
			}
		}

		public void abandon() {
			this.task.cancel(true);
		}

	}

}
