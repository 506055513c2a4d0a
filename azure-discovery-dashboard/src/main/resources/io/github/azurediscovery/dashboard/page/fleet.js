/** Draws the fleet that the application is a member of: who asks Azure for it. */

import { breakable, byId, h } from './dom.js';
import { model } from './model.js';
import { count, timed } from './words.js';

const panel = byId('fleet');
const fleet = byId('fleet-list');

export function drawFleet(changed) {
	if (changed.fleet) {
		panel.hidden = model.fleet === null;
		fleet.replaceChildren(...(model.fleet ? rows(model.fleet) : []));
	}
}

function rows({ pollerName, term, error, ...own }) {
	const line = h('tr', { 'data-state': error ? 'bad' : 'good' },
		h('th', { scope: 'row' }, ...breakable(pollerName ?? 'none yet')),
		h('td', { class: 'number' }, count(term)),
		h('td', {}, role(own)),
		h('td', { class: 'state' }, error ? 'cannot ask Azure' : 'asks Azure'));
	return error ? [line, h('tr', { class: 'error', 'data-state': 'bad' }, h('td', { colspan: '4', class: 'state' }, ...breakable(timed(error))))] : [line];
}

function role({ poller, candidate }) {
	return poller ? 'poller' : candidate ? 'candidate' : 'member';
}
