package io.github.azurediscovery.azure.arm;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ExceptionText;

/** Runs lists side by side, and waits for them on the thread of the source. */
public final class ConcurrentCalls {

	private final Executor executor;

	public ConcurrentCalls(Executor executor) {
		this.executor = executor;
	}

	public <T> Running<T> start(Callable<T> call) {
		FutureTask<T> task = new FutureTask<>(call);
		try {
			this.executor.execute(task);
		}
		catch (Throwable ex) {
			FutureTask<T> failed = new FutureTask<>(() -> {
				throw ArmAccessException.failed("no thread could be had for it: " + ex, null);
			});
			failed.run();
			return new Running<>(failed);
		}
		return new Running<>(task);
	}

	/** Let go of what is not waited for any more; what has ended stays as it is. */
	public static void abandon(Collection<? extends Running<?>> running) {
		running.forEach(Running::abandon);
	}

	/** A list under way. */
	public static final class Running<T> {

		private final FutureTask<T> task;

		private Running(FutureTask<T> task) {
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
