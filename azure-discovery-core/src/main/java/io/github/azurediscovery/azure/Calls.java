package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Runs lists side by side, and waits for them on the thread of the source. */
final class Calls {

	private final Executor executor;

	Calls(Executor executor) {
		this.executor = executor;
	}

	<T> Running<T> start(Callable<T> call) {
		FutureTask<T> task = new FutureTask<>(call);
		try {
			this.executor.execute(task);
		}
		catch (Throwable ex) {
			FutureTask<T> failed = new FutureTask<>(() -> {
				throw ListException.failed("no thread could be had for it: " + ex, null);
			});
			failed.run();
			return new Running<>(failed);
		}
		return new Running<>(task);
	}

	/** Let go of what is not waited for any more; what has ended stays as it is. */
	static void abandon(Collection<? extends Running<?>> running) {
		running.forEach(Running::abandon);
	}

	/** A list under way. */
	static final class Running<T> {

		private final FutureTask<T> task;

		private Running(FutureTask<T> task) {
			this.task = task;
		}

		T await() throws ListException, InterruptedException {
			try {
				return this.task.get();
			}
			catch (InterruptedException ex) {
				abandon();
				throw ex;
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof ListException failed) {
					throw failed;
				}
				if (ex.getCause() instanceof InterruptedException) {
					throw new InterruptedException();
				}
				throw ListException.failed(Words.of(ex.getCause()), null);
			}
		}

		void abandon() {
			this.task.cancel(true);
		}

	}

}
