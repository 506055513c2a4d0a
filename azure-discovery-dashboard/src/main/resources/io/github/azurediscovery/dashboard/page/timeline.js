/** Draws the timeline, the latest entry first. */

import { breakable, byId, h } from './dom.js';
import { model } from './model.js';
import { sign } from './signs.js';
import { time, timed } from './words.js';

const KINDS = {
	joined: ['plus', 'joined'],
	left: ['minus', 'left'],
	updated: ['pencil', 'updated'],
	ejected: ['cross', 'ejected'],
	readmitted: ['check', 're-admitted'],
	unroutable: ['wrench', 'not routable'],
	routable: ['check', 'routable'],
	panic: ['alert', 'panic'],
	calm: ['check', 'panic over'],
	guard: ['shield', 'guard'],
	failed: ['alert', 'failed'],
	recovered: ['back', 'recovered'],
	restarted: ['restart', 'restarted']
};

const SHOWN = 300;
const list = byId('timeline-list');

export function drawTimeline(changed) {
	if (changed.whole) {
		list.replaceChildren(...model.timeline.map(line).reverse());
	}
	else {
		list.prepend(...changed.entries.map(line).reverse());
	}
	while (list.childElementCount > SHOWN) {
		list.lastElementChild.remove();
	}
}

function line({ at, kind, service, subject, text }) {
	const [glyph, word] = KINDS[kind] ?? ['dots', kind];
	return h('li', { 'data-kind': kind }, h('span', { class: 'glyph' }, sign(glyph)),
		h('div', {}, h('p', {}, h('strong', {}, subject), ` ${word}`, service && !subject.startsWith(service) ? h('span', { class: 'soft' }, ` · ${service}`) : null),
			text ? h('p', { class: 'soft' }, ...breakable(timed(text).replace(`${word} `, ''))) : null),
		h('time', { datetime: at }, time(Date.parse(at))));
}

export function wordOf(kind) {
	return KINDS[kind]?.[1] ?? kind;
}
