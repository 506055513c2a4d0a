/** Tab moves to one tile of a service, and arrow keys move between tiles, so that a thousand tiles are not in the way. */

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };
const ENDS = { Home: 0, End: -1 };

export function roam(root) {
	root.addEventListener('focusin', ({ target }) => {
		root.querySelectorAll('.tile[tabindex="0"]').forEach((tile) => tile.tabIndex = -1);
		target.tabIndex = 0;
	});
	root.addEventListener('keydown', (event) => {
		const tiles = [...root.querySelectorAll('.group:not([hidden]) li:not([hidden]) .tile')];
		const next = target(event, tiles, tiles.indexOf(event.target));
		if (next) {
			event.preventDefault();
			next.focus();
		}
	});
	new MutationObserver(() => enter(root)).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['hidden'] });
}

function target({ key }, tiles, at) {
	if (at < 0) {
		return null;
	}
	if (key in STEPS) {
		return tiles[at + STEPS[key]];
	}
	if (key in ENDS) {
		return tiles.at(ENDS[key]);
	}
	if (key === 'ArrowUp' || key === 'ArrowDown') {
		return across(tiles, at, key === 'ArrowDown' ? 1 : -1);
	}
	return null;
}

/** Finds the tile above or below: the first one in that direction that is on another line and in the same column. */
function across(tiles, at, step) {
	const from = tiles[at].getBoundingClientRect();
	let best = null;
	for (let next = at + step; tiles[next]; next += step) {
		const box = tiles[next].getBoundingClientRect();
		const beyond = step > 0 ? box.top > from.top + 1 : box.top < from.top - 1;
		if (best && Math.abs(box.top - best.box.top) > 1) {
			break;
		}
		const distance = Math.abs(box.left - from.left);
		if (beyond && (!best || distance < best.distance)) {
			best = { tile: tiles[next], box, distance };
		}
	}
	return best?.tile;
}

/** Makes sure that a visible tile can be reached with Tab. */
function enter(root) {
	if (!root.querySelector('.group:not([hidden]) li:not([hidden]) .tile[tabindex="0"]')) {
		const first = root.querySelector('.group:not([hidden]) li:not([hidden]) .tile');
		if (first) {
			first.tabIndex = 0;
		}
	}
}
