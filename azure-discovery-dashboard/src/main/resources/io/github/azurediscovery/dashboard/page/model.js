/** Holds what the page knows. A message is merged into it, and the changes are returned for drawing. */

export const model = {
	run: null,
	application: '',
	extensions: [],
	revision: 0,
	lastUpdate: null,
	nextRefresh: null,
	stale: false,
	staleAfter: null,
	services: new Map(),
	rejected: [],
	sources: [],
	sinks: [],
	fleet: null,
	timeline: [],
	requests: [],
	picks: {}
};

const PAST = 300;

/** Merges a message into the model and returns the changes. */
export function apply(message, whole) {
	const changed = { whole, services: new Map(), gone: [], entries: [], ...only(message, 'rejected', 'sources', 'sinks', 'fleet', 'requests', 'picks') };
	if (whole) {
		begin(message, changed);
	}
	for (const name of ['revision', 'lastUpdate', 'nextRefresh', 'stale']) {
		model[name] = message[name] ?? model[name];
	}
	for (const id of message.gone ?? []) {
		model.services.delete(id);
		changed.gone.push(id);
	}
	for (const [id, service] of Object.entries(message.services ?? {})) {
		changed.services.set(id, applyService(id, service));
	}
	for (const name of ['rejected', 'sources', 'sinks', 'fleet', 'picks']) {
		model[name] = message[name] ?? model[name];
	}
	applyRequests(message.requests ?? []);
	changed.entries.push(...(message.timeline ?? []).map((entry) => ({ ...entry, run: message.run })));
	model.timeline = [...model.timeline, ...changed.entries].slice(-PAST);
	return changed;
}

function only(message, ...names) {
	return Object.fromEntries(names.map((name) => [name, name in message]));
}

/** Replaces everything. After a restart of the application only the timeline is kept. */
function begin(message, changed) {
	changed.gone.push(...model.services.keys());
	model.services.clear();
	Object.assign(model, { rejected: [], sources: [], sinks: [], fleet: null, requests: [], picks: {}, lastUpdate: null });
	Object.assign(changed, { rejected: true, sources: true, sinks: true, fleet: true, requests: true, picks: true });
	model.staleAfter = message.staleAfter ?? null;
	model.application = message.application ?? '';
	model.extensions = message.extensions ?? [];
	if (model.run === message.run) {
		model.timeline = model.timeline.filter((entry) => entry.run !== message.run);
	}
	else if (model.run !== null) {
		model.timeline.push({ run: message.run, at: message.run, kind: 'restarted', subject: model.application, text: 'the application was restarted' });
	}
	model.run = message.run;
}

function applyService(id, change) {
	const service = model.services.get(id) ?? { id, instances: new Map() };
	model.services.set(id, service);
	const { instances = [], left = [], ...rest } = change;
	Object.assign(service, rest);
	left.forEach((gone) => service.instances.delete(gone));
	instances.forEach((instance) => service.instances.set(instance.id, instance));
	return { instances, left };
}

/** A sample with the time of the last one replaces it: the refresh had not completed. */
function applyRequests(points) {
	for (const point of points) {
		if (model.requests.at(-1)?.at === point.at) {
			model.requests.pop();
		}
		model.requests.push(point);
	}
	model.requests = model.requests.slice(-120);
}

export function picksOf(service, id) {
	return model.picks[service]?.[id] ?? 0;
}

export function sumOfPicks(service) {
	return Object.values(model.picks[service] ?? {}).reduce((sum, picks) => sum + picks, 0);
}
