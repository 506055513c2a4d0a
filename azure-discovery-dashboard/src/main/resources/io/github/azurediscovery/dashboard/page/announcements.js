/** Announces to screen readers what happened, in one sentence every few seconds. */

import { byId } from './dom.js';
import { model } from './model.js';
import { wordOf } from './timeline.js';

const SPACING = 5000;
const MOST = 4;
const region = byId('announcements');
let waiting = [];
let timer = 0;

export function announce(changed) {
	if (changed.whole) {
		return;
	}
	waiting.push(...changed.entries);
	if (waiting.length && !timer) {
		timer = setTimeout(speak, SPACING);
	}
}

function speak() {
	timer = 0;
	const said = waiting.slice(0, MOST).map(({ subject, kind }) => `${subject} ${wordOf(kind)}`);
	if (waiting.length > MOST) {
		said.push(`and ${waiting.length - MOST} more`);
	}
	const services = new Set(waiting.map(({ service }) => service).filter((id) => model.services.has(id)));
	waiting = [];
	const states = [...services].map((id) => {
		const service = model.services.get(id);
		return `${id}: ${service.routable} of ${service.instances.size} routable`;
	});
	region.textContent = `${said.join(', ')}. ${states.join('. ')}`;
}
