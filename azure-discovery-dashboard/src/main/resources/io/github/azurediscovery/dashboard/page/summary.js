/** Draws the overall state in four cards. */

import { bars, line } from './chart.js';
import { everySecond, now } from './clock.js';
import { byId, h, setAttribute, setText } from './dom.js';
import { model, sumOfPicks } from './model.js';
import { VERDICTS, verdict } from './verdict.js';
import { ago, count, duration, plural, rate } from './words.js';

const PAST = 60;
const ROUNDS = 40;
const MINUTE = 60_000;

const cards = {
	routable: card('Routable'),
	picks: card('Picks per second'),
	age: card('Age of the catalog'),
	requests: card('Requests to Azure')
};
const wait = h('progress', { max: '1', value: '0', 'aria-label': 'Time until the next refresh' });
cards.age.chart.replaceChildren(wait);
byId('summary').replaceChildren(...Object.values(cards).map(({ element }) => element));

const past = [];
let waited = 0;

function card(title) {
	const heading = h('h2', {}, title);
	const value = h('p', { class: 'value' });
	const note = h('p', { class: 'note' });
	const chart = h('div', { class: 'figure' });
	return { title: heading, value, note, chart, element: h('article', { class: 'card' }, heading, value, chart, note) };
}

export function drawSummary(changed) {
	if (changed.services.size || changed.gone.length || changed.whole) {
		drawRoutable();
	}
	if (changed.requests) {
		drawRequests();
	}
	if (changed.fleet) {
		setText(cards.requests.title, model.fleet ? 'Requests to the store' : 'Requests to Azure');
	}
	drawAge();
}

function drawRoutable() {
	const services = [...model.services.values()];
	const instances = services.flatMap((service) => [...service.instances.values()]);
	const routable = services.reduce((sum, service) => sum + service.routable, 0);
	cards.routable.value.replaceChildren(count(routable), h('small', {}, ` of ${plural(instances.length, 'instance')}`));
	const panics = services.filter((service) => service.panic).map((service) => service.id);
	setText(cards.routable.note, panics.length ? `Panic in ${panics.join(', ')}` : `in ${plural(services.length, 'service')}`);
	setAttribute(cards.routable.element, 'data-state', panics.length ? 'bad' : 'good');
	const tally = Object.keys(VERDICTS).map((kind) => [kind, instances.filter((instance) => verdict(instance) === kind).length]);
	cards.routable.chart.replaceChildren(h('div', { class: 'share', 'aria-hidden': 'true' }, ...tally.filter(([, number]) => number > 0).map(([kind, number]) => {
		const part = h('span', { 'data-verdict': kind });
		part.style.flexGrow = number;
		return part;
	})));
}

function drawPicks() {
	const sum = [...model.services.keys()].reduce((total, id) => total + sumOfPicks(id), 0);
	past.push(sum);
	past.splice(0, past.length - PAST);
	setText(cards.picks.value, rate(sum));
	setText(cards.picks.note, sum > 0 ? 'by this application' : 'no calls');
	cards.picks.chart.replaceChildren(line(past, PAST));
}

function drawAge() {
	const { value, note, element } = cards.age;
	const age = model.lastUpdate ? now() - Date.parse(model.lastUpdate) : null;
	const stale = age === null || model.staleAfter === null ? model.stale : age > model.staleAfter;
	setText(value, age === null ? 'unknown' : duration(age));
	setAttribute(element, 'data-state', stale ? 'bad' : 'good');
	const left = model.nextRefresh ? Date.parse(model.nextRefresh) - now() : null;
	waited = Math.max(waited, left ?? 0);
	const next = left === null ? 'not refreshing' : left > 0 ? `next refresh in ${duration(left)}` : 'refreshing';
	setText(note, stale ? `stale, ${next}` : next);
	wait.value = waited > 0 && left !== null ? 1 - Math.max(0, left) / waited : 0;
}

export function newRefresh() {
	waited = 0;
}

function drawRequests() {
	const { value, note, chart, element } = cards.requests;
	const latest = model.requests.filter(({ at }) => now() - Date.parse(at) < MINUTE);
	value.replaceChildren(count(latest.reduce((sum, { requests }) => sum + requests, 0)), h('small', {}, ' in the last minute'));
	const failing = model.sources.filter((source) => source.error).length;
	setText(note, failing ? `${plural(failing, 'source')} of ${model.sources.length} failing` : quota());
	setAttribute(element, 'data-state', failing ? 'bad' : 'good');
	chart.replaceChildren(bars(model.requests.slice(-ROUNDS).map(({ requests, failed }) => ({ value: requests, bad: failed })), ROUNDS));
}

function quota() {
	const [smallest] = Object.values(model.requests.at(-1)?.remaining ?? {}).sort((one, other) => one.left - other.left);
	if (!smallest) {
		return 'per refresh, the latest on the right';
	}
	const when = now() - Date.parse(smallest.at) > MINUTE ? `, ${ago(smallest.at)}` : '';
	return `${count(smallest.left)} remaining of the smallest quota${when}`;
}

drawPicks();
everySecond(() => {
	drawPicks();
	drawAge();
	drawRequests();
});
