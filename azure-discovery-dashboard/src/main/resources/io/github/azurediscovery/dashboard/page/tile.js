/** The tile of one instance. Only changed parts are redrawn. */

import { h, setAttribute, setText } from './dom.js';
import { sign } from './signs.js';
import { VERDICTS, marks, reason, told, verdict } from './verdict.js';
import { rate } from './words.js';

export class Tile {

	constructor(service, instance) {
		this.service = service;
		this.picks = 0;
		this.glyph = h('span', { class: 'glyph' });
		this.name = h('span', { class: 'name' });
		this.short = h('span', { class: 'short', 'aria-hidden': 'true' });
		this.address = h('span', { class: 'address' });
		this.why = h('span', { class: 'why' });
		this.rate = h('span', { class: 'rate' });
		this.button = h('button', { type: 'button', class: 'tile', tabindex: '-1' },
			this.glyph, this.name, this.short, this.address, this.why, this.rate);
		this.button.tile = this;
		this.element = h('li', {}, this.button);
		this.update(instance);
	}

	update(instance) {
		this.instance = instance;
		const kind = verdict(instance);
		const extra = marks(instance);
		if (this.button.dataset.verdict !== kind) {
			this.button.dataset.verdict = kind;
			this.glyph.replaceChildren(sign(VERDICTS[kind].sign));
		}
		setAttribute(this.button, 'data-marks', extra.join(' '));
		setText(this.name, instance.name);
		setText(this.short, instance.name.split(/[_-]/).at(-1).slice(-4));
		setText(this.address, `${instance.host}:${instance.port}`);
		setText(this.why, told(instance));
		this.haystack = [this.service, instance.name, instance.host, instance.port, instance.zone && `zone ${instance.zone}`,
			instance.region, instance.scaleSet, instance.source, VERDICTS[kind].word, ...extra, reason(instance),
			...Object.entries(instance.metadata ?? {}).flat()].filter(Boolean).join(' ').toLowerCase();
	}

	picked(perSecond) {
		if (this.picks !== perSecond) {
			this.picks = perSecond;
			setText(this.rate, perSecond > 0 ? `${rate(perSecond)}/s` : '');
		}
	}

}
