/** The instances of one service that share zone and scale set. */

import { h, setText } from './dom.js';
import { compare, plural } from './words.js';

export function placeOf(instance) {
	const zone = instance.zone ? `Zone ${instance.zone}` : 'No zone';
	return instance.scaleSet ? `${zone} · ${instance.scaleSet}` : zone;
}

export class Group {

	constructor(service, place) {
		this.place = place;
		this.tiles = [];
		this.count = h('span', { class: 'count' });
		this.list = h('ul', { class: 'tiles' });
		this.element = h('section', { class: 'group', 'aria-label': `${service}, ${place}` },
			h('h4', {}, place, ' ', this.count), this.list);
	}

	/** Sorts all tiles once; the browser moves only those that are out of place. */
	add(tiles) {
		this.tiles.push(...tiles);
		this.tiles.sort((left, right) => compare(left.instance.name, right.instance.name));
		if (tiles.length === this.tiles.length) {
			this.list.replaceChildren(...this.tiles.map((tile) => tile.element));
			return;
		}
		for (const tile of tiles) {
			const next = this.tiles[this.tiles.indexOf(tile) + 1];
			this.list.insertBefore(tile.element, next?.element ?? null);
		}
	}

	remove(tile) {
		this.tiles.splice(this.tiles.indexOf(tile), 1);
		tile.element.remove();
	}

	filter(matches) {
		let shown = 0;
		for (const tile of this.tiles) {
			const hidden = !matches(tile.haystack);
			if (tile.element.hidden !== hidden) {
				tile.element.hidden = hidden;
			}
			shown += hidden ? 0 : 1;
		}
		this.element.hidden = shown === 0;
		setText(this.count, shown === this.tiles.length ? plural(shown, 'instance') : `${shown} of ${this.tiles.length}`);
		return shown;
	}

}
