/** How each source does, and what is rejected with the reason. */

import { everySecond, now } from './clock.js';
import { byId, h, setText } from './dom.js';
import { model } from './model.js';
import { count, duration } from './words.js';

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
	sources.replaceChildren(...model.sources.map((source) => h('tr', { 'data-state': source.error ? 'bad' : 'good' },
		h('th', { scope: 'row' }, source.name),
		h('td', {}, h('span', { class: 'age', 'data-at': source.lastSuccess })),
		h('td', { class: 'number' }, count(source.requests)),
		h('td', { class: 'state' }, state(source)))));
	ages();
}

function state({ error, notBefore }) {
	const pause = notBefore && Date.parse(notBefore) > now() ? `asked again in ${duration(Date.parse(notBefore) - now())}` : null;
	return [error ?? 'answers', pause].filter(Boolean).join('; ');
}

function ages() {
	for (const age of sources.querySelectorAll('.age')) {
		setText(age, age.dataset.at ? `${duration(now() - Date.parse(age.dataset.at))} ago` : 'never');
	}
}

function drawRejected() {
	setText(byId('rejected-count'), count(model.rejected.length));
	const rows = model.rejected.slice(0, SHOWN).map(({ name, service, reason }) =>
		h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, service ?? '–'), h('td', {}, reason)));
	if (rows.length === 0) {
		rows.push(h('tr', {}, h('td', { colspan: '3', class: 'soft' }, 'Nothing: whatever was seen is a member.')));
	}
	if (model.rejected.length > SHOWN) {
		rows.push(h('tr', {}, h('td', { colspan: '3', class: 'soft' }, `and ${count(model.rejected.length - SHOWN)} more: the actuator endpoint has them all`)));
	}
	rejected.replaceChildren(...rows);
}

everySecond(ages);
