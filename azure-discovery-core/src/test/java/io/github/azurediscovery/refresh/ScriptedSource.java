package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/** A source that says what the test wants it to say. */
final class ScriptedSource implements InstanceSource {

	private final String name;

	private @Nullable Duration interval;

	private boolean optional;

	private Script script = (round) -> SourceAnswer.of(List.of(), List.of());

	final List<RefreshRound> rounds = new ArrayList<>();

	final List<Instant> asked = new ArrayList<>();

	Runnable signal = () -> {
	};

	ScriptedSource(String name) {
		this.name = name;
	}

	ScriptedSource every(Duration interval) {
		this.interval = interval;
		return this;
	}

	ScriptedSource asOptional() {
		this.optional = true;
		return this;
	}

	ScriptedSource answers(Script script) {
		this.script = script;
		return this;
	}

	ScriptedSource answers(String... ids) {
		return answers(instances(ids));
	}

	ScriptedSource answers(List<Instance> instances, Rejection... rejected) {
		return answers((round) -> SourceAnswer.of(instances, List.of(rejected)));
	}

	ScriptedSource fails() {
		return answers((round) -> {
			throw SourceException.builder("the list failed").requests(1).build();
		});
	}

	ScriptedSource isDenied() {
		return answers((round) -> {
			throw SourceException.builder("rights are missing")
				.reason(SourceException.Reason.FORBIDDEN)
				.requests(1)
				.build();
		});
	}

	static List<Instance> instances(String... ids) {
		return Arrays.stream(ids).map((id) -> Instance.of(id, "orders", id + ".test", 8080).build()).toList();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable Duration interval() {
		return this.interval;
	}

	@Override
	public boolean optional() {
		return this.optional;
	}

	@Override
	public void whenChanged(Runnable signal) {
		this.signal = signal;
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		this.rounds.add(round);
		this.asked.add(round.started());
		return this.script.answer(round);
	}

	interface Script {

		SourceAnswer answer(RefreshRound round) throws SourceException, InterruptedException;

	}

}
