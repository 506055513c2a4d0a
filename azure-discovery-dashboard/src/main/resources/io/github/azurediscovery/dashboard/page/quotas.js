/** What Azure says is left of each quota, and how that went. */

import { line } from './chart.js';
import { byId, h } from './dom.js';
import { model } from './model.js';
import { compare, count } from './words.js';

const ROUNDS = 40;
const title = byId('quota-title');
const list = byId('quota-list');

export function drawQuotas(changed) {
	if (!changed.requests) {
		return;
	}
	const names = Object.keys(model.requests.at(-1)?.remaining ?? {}).sort(compare);
	title.hidden = names.length === 0;
	list.replaceChildren(...names.map((name) => {
		const past = model.requests.slice(-ROUNDS).map(({ remaining }) => remaining[name]).filter((left) => left !== undefined);
		return h('li', {}, h('span', {}, name), h('span', { class: 'figure' }, line(past, ROUNDS)), h('strong', {}, count(past.at(-1))));
	}));
}
