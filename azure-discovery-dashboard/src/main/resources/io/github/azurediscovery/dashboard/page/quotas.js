/** Draws what remains of each quota, when Azure reported it, and its course. */

import { line } from './chart.js';
import { everySecond } from './clock.js';
import { breakable, byId, h, setText } from './dom.js';
import { model } from './model.js';
import { ago, compare, count } from './words.js';

const ROUNDS = 40;
const title = byId('quota-title');
const list = byId('quota-list');

export function drawQuotas(changed) {
	if (!changed.requests) {
		return;
	}
	const latest = Object.entries(model.requests.at(-1)?.remaining ?? {}).sort(([left], [right]) => compare(left, right));
	title.hidden = latest.length === 0;
	list.replaceChildren(...latest.map(([name, { left, at }]) => {
		const past = model.requests.slice(-ROUNDS).map(({ remaining }) => remaining?.[name]?.left).filter((known) => known !== undefined);
		return h('li', {}, h('span', { class: 'quota' }, ...breakable(name)), h('span', { class: 'figure' }, line(past, ROUNDS)),
			h('strong', {}, count(left)), h('span', { class: 'age soft', 'data-at': at }));
	}));
	ages();
}

function ages() {
	for (const age of list.querySelectorAll('.age')) {
		setText(age, ago(age.dataset.at));
	}
}

everySecond(ages);
