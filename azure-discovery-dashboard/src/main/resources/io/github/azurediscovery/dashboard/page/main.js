/** Assembles the page: a message changes the model, and the changed parts are drawn again. */

import { announce } from './announcements.js';
import { synchronize } from './clock.js';
import { drawDetails, watchTiles } from './details.js';
import { byId, setText } from './dom.js';
import { mountExtensions } from './extensions.js';
import { drawFleet } from './fleet.js';
import { apply, model } from './model.js';
import { drawQuotas } from './quotas.js';
import { setSearch } from './search.js';
import { drawServices, filterServices } from './services.js';
import { drawSinks } from './sinks.js';
import { follow } from './stream.js';
import { drawSummary, newRefresh } from './summary.js';
import { drawRejected, drawTables } from './tables.js';
import { drawTimeline } from './timeline.js';

const STATES = { live: 'Live', lost: 'Reconnecting', paused: 'Paused' };
const connection = byId('connection');
const field = byId('search');

function draw(message, whole) {
	const begin = performance.now();
	synchronize(message.now);
	const changed = apply(message, whole);
	if (whole) {
		setText(byId('application'), model.application);
		document.title = `${model.application} · Azure Discovery`;
		mountExtensions(model.extensions);
	}
	if (changed.requests) {
		newRefresh();
	}
	drawServices(changed);
	drawTimeline(changed);
	drawTables(changed);
	drawSinks(changed);
	drawFleet(changed);
	drawQuotas(changed);
	drawSummary(changed);
	drawDetails();
	announce(changed);
	performance.clearMeasures('draw');
	performance.measure('draw', { start: begin });
	if (whole) {
		performance.measure('first draw', { start: begin });
		performance.mark('drawn');
	}
}

function show(state) {
	connection.dataset.state = state;
	setText(connection.querySelector('.word'), STATES[state]);
}

field.addEventListener('input', () => {
	setSearch(field.value);
	filterServices();
	drawRejected();
});
document.addEventListener('keydown', (event) => {
	if (event.key === '/' && !event.target.closest('input, textarea, select')) {
		event.preventDefault();
		field.focus();
	}
});
watchTiles(byId('service-list'));
follow('events', { onMessage: draw, onState: show });
