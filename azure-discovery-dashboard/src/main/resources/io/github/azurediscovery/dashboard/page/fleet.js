/** Draws the fleet that the application is a member of: who asks Azure for it. */

import { breakable, byId, h } from './dom.js';
import { model } from './model.js';
import { count, timed } from './words.js';

const panel = byId('fleet');
const fleet = byId('fleet-list');

export function drawFleet(changed) {
	if (changed.fleet || changed.sources) {
		panel.hidden = model.fleet === null;
		fleet.replaceChildren(...(model.fleet ? rows(model.fleet) : []));
	}
}

function rows({ pollerName, term, error, ...own }) {
	const line = h('tr', { 'data-state': error || unread() ? 'bad' : 'good' },
		h('th', { scope: 'row' }, ...breakable(pollerName ?? 'none yet')),
		h('td', { class: 'number' }, count(term)),
		h('td', {}, role(own)),
		h('td', { class: 'state' }, error ? 'cannot ask Azure' : unread() ? 'not read of' : 'asks Azure'));
	return error ? [line, h('tr', { class: 'error', 'data-state': 'bad' }, h('td', { colspan: '4', class: 'state' }, ...breakable(timed(error))))] : [line];
}

/** What the poller said last may be over while the store cannot be read. */
function unread() {
	return model.sources.some((source) => source.name === 'fleet' && source.error);
}

function role({ poller, candidate }) {
	return poller ? 'poller' : candidate ? 'candidate' : 'member';
}
