/** All services, and those of their instances that the search finds. */

import { byId, h, setText } from './dom.js';
import { model } from './model.js';
import { isSearching, matches, matchingRejections } from './search.js';
import { Service } from './service.js';
import { compare, plural } from './words.js';

const services = new Map();
const list = byId('service-list');
const found = byId('found');
const nothing = h('p', { class: 'hint empty' });
let shown = 0;

export function drawServices(changed) {
	for (const id of changed.gone) {
		services.get(id)?.element.remove();
		services.delete(id);
	}
	for (const [id, change] of changed.services) {
		if (!services.has(id)) {
			services.set(id, new Service(id));
		}
		services.get(id).update(change);
	}
	if (changed.gone.length || changed.services.size || changed.whole || services.size === 0) {
		arrange();
		filterServices();
	}
	else if (changed.rejected) {
		tellFound();
	}
	if (changed.picks || changed.services.size) {
		services.forEach((service) => service.picked());
	}
}

function arrange() {
	const sorted = [...services.values()].sort((left, right) => compare(left.id, right.id)).map((service) => service.element);
	if (sorted.length === 0) {
		setText(nothing, `No instances ${model.lastUpdate ? 'found' : 'known yet'}. See the sources and the rejected resources below.`);
		list.replaceChildren(nothing);
	}
	else if (sorted.length !== list.childElementCount || sorted.some((element, at) => list.children[at] !== element)) {
		list.replaceChildren(...sorted);
	}
}

export function filterServices() {
	shown = 0;
	services.forEach((service) => shown += service.filter(matches));
	tellFound();
}

function tellFound() {
	found.hidden = !isSearching();
	const all = [...model.services.values()].reduce((sum, service) => sum + service.instances.size, 0);
	const rejected = isSearching() ? matchingRejections().length : 0;
	setText(found, (shown === 0 ? `No instance of ${all} matches.` : `${plural(shown, 'instance')} of ${all} match.`)
		+ (rejected === 0 ? '' : ` ${plural(rejected, 'rejected resource')} below.`));
}
