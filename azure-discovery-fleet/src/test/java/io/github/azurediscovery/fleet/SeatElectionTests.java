package io.github.azurediscovery.fleet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.fleet.FleetListener.ElectionOutcome;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.InMemoryFleetStore;
import io.github.azurediscovery.fleet.store.LeaseId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** One candidate and the seat of the poller. */
@Isolated("others log to the same logger")
class SeatElectionTests {

	private static final Duration LEASE = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofSeconds(3);

	private final VirtualTime time = new VirtualTime();

	private final InMemoryFleetStore store = new InMemoryFleetStore(this.time);

	private final List<String> seat = new ArrayList<>();

	private @Nullable Throwable takenFault;

	private @Nullable Throwable lostFault;

	private @Nullable Throwable listenerFault;

	private final List<ElectionOutcome> outcomes = new ArrayList<>();

	private final SeatElection election = candidate(this.store);

	private final Logger logger = (Logger) LoggerFactory.getLogger(FleetMember.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void capture() {
		this.log.start();
		this.logger.setLevel(Level.WARN);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void release() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@BeforeEach
	void headExists() throws Exception {
		this.store.createHead(FleetHead.builder(0, 0, "", Instant.EPOCH).build());
	}

	@Test
	void aFreeSeatIsTakenAfterAPause() throws Exception {
		this.election.seen(this.store.readHead());
		this.time.pass(PAUSE.minusMillis(1));
		assertThat(this.election.isSeated()).isFalse();
		this.time.pass(Duration.ofMillis(1));
		assertThat(this.election.isSeated()).isTrue();
		assertThat(this.seat).containsExactly("taken");
		assertThat(this.outcomes).containsExactly(ElectionOutcome.WON);
	}

	@Test
	void aCandidateLooksOnceHoweverOftenItSeesAFreeSeat() throws Exception {
		for (int i = 0; i < 5; i++) {
			this.election.seen(this.store.readHead());
		}
		int before = this.store.requests("readHead");
		this.time.pass(PAUSE);
		assertThat(this.store.requests("readHead")).isEqualTo(before + 1);
		assertThat(this.store.requests("acquireLease")).isOne();
	}

	@Test
	void aSeatThatIsTakenIsLeftAlone() throws Exception {
		this.store.acquireLease(LeaseId.fresh(), LEASE);
		this.election.seen(this.store.readHead());
		this.time.pass(Duration.ofSeconds(20));
		assertThat(this.outcomes).isEmpty();
		assertThat(this.store.requests("acquireLease")).isOne();
	}

	@Test
	void whereAnotherIsFasterTheSeatIsItsOwn() throws Exception {
		SeatElection slow = candidate(takenAfterALook());
		slow.seen(this.store.readHead());
		this.time.pass(PAUSE);
		assertThat(slow.isSeated()).isFalse();
		assertThat(this.outcomes).containsExactly(ElectionOutcome.LOST);
		assertThat(this.seat).isEmpty();
	}

	@Test
	void theLeaseIsRenewedForAsLongAsItLasts() throws Exception {
		take();
		this.time.pass(Duration.ofMinutes(10));
		assertThat(this.election.isSeated()).isTrue();
		assertThat(this.store.requests("renewLease")).isEqualTo(60);
		assertThat(this.outcomes).containsExactly(ElectionOutcome.WON);
	}

	@Test
	void aRenewalThatIsRefusedEndsTheTenureAtOnce() throws Exception {
		take();
		this.store.breakLease();
		this.time.pass(Duration.ofSeconds(10));
		assertThat(this.election.isSeated()).isFalse();
		assertThat(this.outcomes).containsExactly(ElectionOutcome.WON, ElectionOutcome.DEPOSED);
		assertThat(this.seat).containsExactly("taken", "lost");
	}

	@Test
	void withoutAnswersTheTenureEndsBeforeTheLeaseDoes() throws Exception {
		take();
		this.store.failWith(Kind.UNREACHABLE);
		this.time.pass(Duration.ofSeconds(25));
		assertThat(this.election.isSeated()).isTrue();
		this.time.pass(Duration.ofMillis(1));
		assertThat(this.election.isSeated()).isFalse();
		assertThat(this.outcomes).containsExactly(ElectionOutcome.WON, ElectionOutcome.DEPOSED);
	}

	@Test
	void aPollerThatResignsGivesTheSeatUpAndRestsForFiveMinutes() throws Exception {
		take();
		this.election.resign("it cannot ask Azure");
		assertThat(this.store.holder()).isNull();
		assertThat(this.seat).containsExactly("taken", "lost");
		this.time.pass(Duration.ofMinutes(5).minusMillis(1));
		take();
		assertThat(this.outcomes).containsExactly(ElectionOutcome.WON, ElectionOutcome.RESIGNED);
		take();
		assertThat(this.outcomes).endsWith(ElectionOutcome.WON);
	}

	@Test
	void anApplicationThatEndsGivesTheSeatUp() throws Exception {
		take();
		this.election.end();
		assertThat(this.store.holder()).isNull();
		assertThat(this.outcomes).containsExactly(ElectionOutcome.WON, ElectionOutcome.RELEASED);
		int renewed = this.store.requests("renewLease");
		this.time.pass(Duration.ofMinutes(1));
		assertThat(this.store.requests("renewLease")).isEqualTo(renewed);
	}

	@Test
	void withoutASeatThereIsNothingToGiveUp() {
		this.election.resign("nothing");
		this.election.end();
		assertThat(this.outcomes).isEmpty();
		assertThat(this.store.requests("releaseLease")).isZero();
	}

	@Test
	void aRightThatIsMissingIsToldOfOnce() throws Exception {
		for (int i = 0; i < 3; i++) {
			refused(Kind.FORBIDDEN);
		}
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.singleElement()
			.asString()
			.contains("cannot become the poller", "FORBIDDEN");
		take();
		this.election.end();
		refused(Kind.FORBIDDEN);
		assertThat(this.log.list).hasSize(2);
	}

	@Test
	void whatPassesByItselfIsNotToldOf() throws Exception {
		refused(Kind.THROTTLED);
		take();
		assertThat(this.election.isSeated()).isTrue();
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void aListenerThatThrowsDoesNotKeepTheSeatIdle() throws Exception {
		this.listenerFault = new AssertionError("a fault of this listener");
		take();
		assertThat(this.seat).containsExactly("taken");
		this.time.pass(Duration.ofMinutes(1));
		assertThat(this.election.isSeated()).isTrue();
	}

	@Test
	void aSeatThatCannotBeUsedIsGivenUpAndTakenAgainAfterARest() throws Exception {
		this.takenFault = new NoClassDefFoundError("a part of the poller");
		take();
		assertThat(this.store.holder()).isNull();
		assertThat(this.election.isSeated()).isFalse();
		assertThat(this.outcomes).containsExactly(ElectionOutcome.RESIGNED);
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.singleElement()
			.asString()
			.contains("resigns", "java.lang.NoClassDefFoundError: a part of the poller");
		this.takenFault = null;
		this.time.pass(Duration.ofMinutes(5));
		take();
		assertThat(this.outcomes).endsWith(ElectionOutcome.WON);
	}

	@Test
	void withoutAThreadForRenewalsTheSeatIsGivenUp() throws Exception {
		ScheduledThreadPoolExecutor renewals = new ScheduledThreadPoolExecutor(1, (task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		SeatElection threadless = candidate(this.store,
				new FleetThreads(this.time.process(), renewals, this.time::nanoTime));
		threadless.seen(this.store.readHead());
		this.time.pass(PAUSE);
		assertThat(this.store.holder()).isNull();
		assertThat(this.seat).containsExactly("lost");
		assertThat(this.outcomes).containsExactly(ElectionOutcome.RESIGNED);
		assertThat(renewals.getQueue()).as("nothing that would renew after all")
			.noneMatch((task) -> ((RunnableScheduledFuture<?>) task).isPeriodic());
		renewals.shutdownNow();
	}

	@Test
	void aLeaseThatTookTooLongToAcquireIsNotUsed() throws Exception {
		AtomicLong waited = new AtomicLong();
		FleetStore slow = before("acquireLease", () -> waited.addAndGet(LEASE.toNanos()));
		VirtualTime.Process process = this.time.process();
		SeatElection late = candidate(slow,
				new FleetThreads(process, process, () -> this.time.nanoTime() + waited.get()));
		late.seen(this.store.readHead());
		this.time.pass(PAUSE);
		assertThat(late.isSeated()).isFalse();
		assertThat(this.seat).doesNotContain("taken");
		assertThat(this.outcomes).containsExactly(ElectionOutcome.DEPOSED);
	}

	@Test
	void aSeatIsGivenUpThoughThePollerFailsToEnd() throws Exception {
		take();
		this.lostFault = new IllegalStateException("a fault at the end");
		this.election.end();
		assertThat(this.store.holder()).isNull();
		assertThat(this.outcomes).containsExactly(ElectionOutcome.WON, ElectionOutcome.RELEASED);
	}

	private void take() throws Exception {
		this.election.seen(this.store.readHead());
		this.time.pass(PAUSE);
	}

	private void refused(Kind kind) throws Exception {
		this.election.seen(this.store.readHead());
		this.store.failWith(kind);
		this.time.pass(PAUSE);
		this.store.failWith(null);
	}

	private SeatElection candidate(FleetStore reached) {
		return candidate(reached, this.time.process().threads());
	}

	private SeatElection candidate(FleetStore reached, FleetThreads threads) {
		return new SeatElection(reached, LEASE, threads, () -> 2 * PAUSE.toMillis(), new PollerSeat() {

			@Override
			public void taken(SeatLease lease) {
				SeatElectionTests.this.seat.add("taken");
				raise(SeatElectionTests.this.takenFault);
			}

			@Override
			public void lost() {
				SeatElectionTests.this.seat.add("lost");
				raise(SeatElectionTests.this.lostFault);
			}

		}, new FleetListener() {

			@Override
			public void elected(ElectionOutcome outcome) {
				SeatElectionTests.this.outcomes.add(outcome);
				raise(SeatElectionTests.this.listenerFault);
			}

		});
	}

	private static void raise(@Nullable Throwable fault) {
		if (fault instanceof Error error) {
			throw error;
		}
		if (fault != null) {
			throw new IllegalStateException(fault);
		}
	}

	/** Another candidate takes the seat between the second look and the attempt. */
	private FleetStore takenAfterALook() {
		return before("acquireLease", () -> this.store.acquireLease(LeaseId.fresh(), LEASE));
	}

	private FleetStore before(String operation, ThrowingCallable what) {
		return (FleetStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { FleetStore.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals(operation)) {
						what.call();
					}
					try {
						return method.invoke(this.store, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
