/** Draws the status of each source, and the rejected resources with their reasons. */

import { everySecond, now } from './clock.js';
import { breakable, byId, h, setText } from './dom.js';
import { model } from './model.js';
import { isSearching, matchingRejections } from './search.js';
import { ago, count, duration, timed } from './words.js';

const SHOWN = 200;
const sources = byId('source-list');
const rejected = byId('rejected-list');

export function drawTables(changed) {
	if (changed.sources) {
		drawSources();
	}
	if (changed.rejected) {
		drawRejected();
	}
}

function drawSources() {
	sources.replaceChildren(...model.sources.flatMap((source) => source.error ? [line(source), error(source)] : [line(source)]));
	ages();
}

function line({ name, error, lastSuccess, requests, notBefore }) {
	return h('tr', { 'data-state': error ? 'bad' : 'good' },
		h('th', { scope: 'row' }, ...breakable(name)),
		h('td', {}, h('span', { class: 'age', 'data-at': lastSuccess })),
		h('td', { class: 'number' }, count(requests)),
		h('td', { class: 'state' }, error ? 'fails' : 'succeeds', h('span', { class: 'pause', 'data-until': notBefore })));
}

function error({ error }) {
	return h('tr', { class: 'error', 'data-state': 'bad' }, h('td', { colspan: '4', class: 'state' }, ...breakable(timed(error))));
}

function ages() {
	for (const age of sources.querySelectorAll('.age')) {
		setText(age, age.dataset.at ? ago(age.dataset.at) : 'never');
	}
	for (const pause of sources.querySelectorAll('.pause[data-until]')) {
		const left = Date.parse(pause.dataset.until) - now();
		setText(pause, left > 0 ? `, next attempt in ${duration(left)}` : '');
	}
}

export function drawRejected() {
	const found = matchingRejections();
	setText(byId('rejected-count'), isSearching() ? `${count(found.length)} of ${count(model.rejected.length)}` : count(found.length));
	const rows = found.slice(0, SHOWN).map(({ name, service, reason, detail }) =>
		h('tr', {}, h('th', { scope: 'row' }, ...breakable(name)), h('td', {}, ...breakable(service ?? '–')),
			h('td', {}, h('span', { class: 'reason' }, ...breakable(reason)), ' ', ...breakable(timed(detail)))));
	if (found.length === 0) {
		const none = model.rejected.length === 0 ? 'None: every resource that was found is an instance.' : 'None matches the search.';
		rows.push(h('tr', {}, h('td', { colspan: '3', class: 'soft' }, none)));
	}
	if (found.length > SHOWN) {
		rows.push(h('tr', {}, h('td', { colspan: '3', class: 'soft' }, `and ${count(found.length - SHOWN)} more: see the actuator endpoint`)));
	}
	rejected.replaceChildren(...rows);
}

everySecond(ages);
