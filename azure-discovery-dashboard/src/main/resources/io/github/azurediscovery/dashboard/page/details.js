/** Shows the details of the instance that has the pointer or the focus, beside its tile. */

import { byId, h, setAttribute } from './dom.js';
import { sign } from './signs.js';
import { VERDICTS, toldMarks, verdict } from './verdict.js';
import { rate, timed } from './words.js';

const GAP = 8;
const box = byId('details');
let shown = null;

export function watchTiles(root) {
	root.addEventListener('focusin', ({ target }) => target.tile && show(target));
	root.addEventListener('focusout', hide);
	root.addEventListener('pointerover', ({ target }) => {
		const tile = target.closest('.tile');
		if (tile) {
			show(tile);
		}
	});
	root.addEventListener('pointerout', ({ target, relatedTarget }) => {
		if (target.closest('.tile') && !relatedTarget?.closest?.('.tile, #details') && document.activeElement !== shown) {
			hide();
		}
	});
	document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
	addEventListener('scroll', () => shown && place(), { passive: true });
	addEventListener('resize', () => shown && place());
}

/** Redraws the instance that is shown, as it may have changed. */
export function drawDetails() {
	if (shown?.isConnected && !shown.closest('[hidden]')) {
		fill();
	}
	else if (shown) {
		hide();
	}
}

function show(button) {
	shown?.removeAttribute('aria-describedby');
	shown = button;
	fill();
	box.hidden = false;
	button.setAttribute('aria-describedby', 'details');
	place();
}

function hide() {
	shown?.removeAttribute('aria-describedby');
	shown = null;
	box.hidden = true;
}

function fill() {
	const { instance, service, picks } = shown.tile;
	const kind = verdict(instance);
	const { platform, maintenance, announced, probe, outlier } = instance.health;
	const facts = {
		Platform: platform,
		Maintenance: timed(maintenance ?? announced ?? 'none announced'),
		Probe: timed(probe ?? 'not probed'),
		Outlier: timed(outlier ?? 'not ejected'),
		Picks: `${rate(picks)} a second`,
		Address: `${instance.secure ? 'https' : 'http'}://${instance.host}:${instance.port}`,
		Place: [instance.zone && `zone ${instance.zone}`, instance.region, instance.scaleSet].filter(Boolean).join(', ') || 'unknown',
		Source: instance.source,
		Id: instance.id
	};
	setAttribute(box, 'data-verdict', kind);
	box.replaceChildren(
		h('p', { class: 'who' }, h('strong', {}, instance.name), ` ${service}`),
		h('p', { class: 'verdict' }, sign(VERDICTS[kind].sign), ` ${[VERDICTS[kind].word, ...toldMarks(instance)].join(', ')}`),
		h('dl', {}, ...Object.entries(facts).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
		...metadata(instance));
}

function metadata(instance) {
	const entries = Object.entries(instance.metadata ?? {});
	return entries.length === 0 ? [] : [h('p', { class: 'metadata' }, ...entries.map(([name, value]) => h('span', {}, `${name}=${value}`)))];
}

/** Places the details below the tile if there is room, otherwise above or beside it; never beyond an edge. */
function place() {
	const tile = shown.getBoundingClientRect();
	const { offsetWidth: width, offsetHeight: height } = box;
	const { clientWidth } = document.documentElement;
	const below = tile.bottom + GAP;
	const above = tile.top - height - GAP;
	let left = tile.left;
	let top = below;
	if (below + height > innerHeight && above >= GAP) {
		top = above;
	}
	else if (below + height > innerHeight) {
		top = Math.min(tile.top, innerHeight - height - GAP);
		left = tile.right + GAP + width < clientWidth ? tile.right + GAP : tile.left - width - GAP;
	}
	box.style.left = `${Math.max(GAP, Math.min(left, clientWidth - width - GAP))}px`;
	box.style.top = `${Math.max(GAP, top)}px`;
}
