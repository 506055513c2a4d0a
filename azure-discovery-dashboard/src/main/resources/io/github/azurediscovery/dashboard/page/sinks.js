/** Draws the status of each sink, such as a proxy, with what a person should do. */

import { everySecond } from './clock.js';
import { breakable, byId, h, setText } from './dom.js';
import { model } from './model.js';
import { ago, count, timed } from './words.js';

const panel = byId('sinks');
const sinks = byId('sink-list');

export function drawSinks(changed) {
	if (changed.sinks) {
		panel.hidden = model.sinks.length === 0;
		sinks.replaceChildren(...model.sinks.flatMap(rows));
		ages();
	}
}

function rows(sink) {
	const notes = Object.entries(sink.notes).map(([service, note]) => remark(`${service}: ${note}`, 'soft'));
	const error = sink.error ? [remark(timed(sink.error), 'state')] : [];
	const incomplete = sink.incomplete ? [remark(`incomplete: ${sink.incomplete}`, 'soft')] : [];
	return [line(sink), ...error, ...incomplete, ...notes];
}

function line({ name, error, applied, desired, lastSuccess }) {
	return h('tr', { 'data-state': error ? 'bad' : 'good' },
		h('th', { scope: 'row' }, ...breakable(name)),
		h('td', {}, h('span', { class: 'age', 'data-at': lastSuccess })),
		h('td', { class: 'number' }, count(desired - applied)),
		h('td', { class: 'state' }, error ? 'fails' : state(applied)));
}

function state(applied) {
	return applied > 0 ? 'applied' : 'waits for instances';
}

function remark(text, style) {
	return h('tr', { class: 'error', 'data-state': style === 'state' ? 'bad' : null }, h('td', { colspan: '4', class: style }, ...breakable(text)));
}

function ages() {
	for (const age of sinks.querySelectorAll('.age')) {
		setText(age, age.dataset.at ? ago(age.dataset.at) : 'never');
	}
}

everySecond(ages);
