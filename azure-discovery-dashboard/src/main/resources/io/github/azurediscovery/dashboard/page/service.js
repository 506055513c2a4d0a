/** One service: its state in a line, then its instances by zone and scale set. */

import { h, setAttribute, setText } from './dom.js';
import { Group, placeOf } from './group.js';
import { model, picksOf, sumOfPicks } from './model.js';
import { roam } from './roam.js';
import { sign } from './signs.js';
import { Tile } from './tile.js';
import { VERDICTS, verdict } from './verdict.js';
import { compare, count, rate } from './words.js';

/** If there are more tiles than this, they are drawn small. */
const MANY = 48;

export class Service {

	constructor(id) {
		this.id = id;
		this.tiles = new Map();
		this.groups = new Map();
		this.routable = h('p', { class: 'routable' });
		this.rate = h('p', { class: 'rate' });
		this.zone = h('p', { class: 'badge zone', hidden: true });
		this.panic = h('p', { class: 'badge panic', hidden: true }, sign('alert'), ' Panic: unhealthy instances are offered as well');
		this.held = h('p', { class: 'badge held', hidden: true }, sign('shield'), ' ', h('span'));
		this.tally = h('ul', { class: 'tally' });
		this.body = h('div', { class: 'groups' });
		const title = h('h3', { id: `service-${id}` }, id);
		this.element = h('section', { class: 'service panel', 'aria-labelledby': title.id },
			h('header', {}, title, this.routable, this.panic, this.held, this.zone, this.rate), this.tally, this.body);
		roam(this.body);
	}

	update({ instances, left }) {
		left.forEach((id) => this.remove(id));
		const joining = new Map();
		for (const instance of instances) {
			const tile = this.tiles.get(instance.id);
			if (tile && placeOf(tile.instance) === placeOf(instance) && tile.instance.name === instance.name) {
				tile.update(instance);
			}
			else {
				this.remove(instance.id);
				const place = placeOf(instance);
				joining.set(place, [...(joining.get(place) ?? []), this.make(instance)]);
			}
		}
		joining.forEach((tiles, place) => this.group(place).add(tiles));
		this.state();
	}

	make(instance) {
		const tile = new Tile(this.id, instance);
		this.tiles.set(instance.id, tile);
		return tile;
	}

	remove(id) {
		const tile = this.tiles.get(id);
		if (!tile) {
			return;
		}
		const place = placeOf(tile.instance);
		const group = this.groups.get(place);
		this.tiles.delete(id);
		group.remove(tile);
		if (group.tiles.length === 0) {
			this.groups.delete(place);
			group.element.remove();
		}
	}

	group(place) {
		if (!this.groups.has(place)) {
			this.groups.set(place, new Group(this.id, place));
			const sorted = [...this.groups.values()].sort((left, right) => compare(left.place, right.place));
			this.body.replaceChildren(...sorted.map((group) => group.element));
		}
		return this.groups.get(place);
	}

	state() {
		const service = model.services.get(this.id);
		setText(this.routable, `${count(service.routable)} of ${count(this.tiles.size)} routable`);
		this.panic.hidden = !service.panic;
		this.showHeld();
		this.zone.hidden = !service.zone;
		setText(this.zone, service.zone === 'all' ? 'Offers all zones' : `Prefers zone ${service.zone}`);
		setAttribute(this.element, 'data-panic', String(service.panic));
		const tally = new Map();
		for (const { instance } of this.tiles.values()) {
			const kind = verdict(instance);
			tally.set(kind, (tally.get(kind) ?? 0) + 1);
		}
		this.tally.replaceChildren(...Object.keys(VERDICTS).filter((kind) => tally.has(kind)).map((kind) =>
			h('li', { 'data-verdict': kind }, sign(VERDICTS[kind].sign), ` ${count(tally.get(kind))} ${VERDICTS[kind].word.toLowerCase()}`)));
	}

	/** Shows how many instances are missing from the last answer and held by the guard. */
	showHeld() {
		const held = [...this.tiles.values()].filter(({ instance }) => instance.held).length;
		this.held.hidden = held === 0;
		setText(this.held.lastChild, `${held === this.tiles.size ? 'All' : count(held)} missing from the last answer, held for now`);
	}

	picked() {
		const sum = sumOfPicks(this.id);
		setText(this.rate, sum > 0 ? `${rate(sum)} picks/s` : 'no picks');
		for (const [id, tile] of this.tiles) {
			tile.picked(picksOf(this.id, id));
		}
	}

	filter(matches) {
		let shown = 0;
		this.groups.forEach((group) => shown += group.filter(matches));
		this.element.hidden = shown === 0;
		this.body.classList.toggle('many', shown > MANY);
		return shown;
	}

}
