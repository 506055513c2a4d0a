/** Small charts, drawn by hand: bars over time, and a line. */

import { svg } from './dom.js';

const WIDTH = 240;
const HEIGHT = 44;

/** Bars; values are { value, bad }. */
export function bars(values, room) {
	const most = Math.max(1, ...values.map(({ value }) => value));
	const step = WIDTH / room;
	const marks = values.map(({ value, bad }, at) => {
		const height = Math.max(value > 0 ? 2 : 0, value / most * (HEIGHT - 4));
		return svg('rect', { class: bad ? 'bad' : null, x: WIDTH - (values.length - at) * step, y: HEIGHT - height,
			width: Math.max(1, step - 1), height, rx: 1 });
	});
	return frame('bars', marks);
}

/** A line with the area under it. */
export function line(values, room) {
	const most = Math.max(1, ...values);
	const step = WIDTH / (room - 1);
	const points = values.map((value, at) =>
		`${(WIDTH - (values.length - 1 - at) * step).toFixed(1)} ${(HEIGHT - 1.5 - value / most * (HEIGHT - 5)).toFixed(1)}`);
	if (points.length < 2) {
		return frame('line', []);
	}
	const path = `M${points.join('L')}`;
	const first = points[0].split(' ')[0];
	return frame('line', [svg('path', { class: 'area', d: `${path}V${HEIGHT}H${first}Z` }), svg('path', { d: path })]);
}

function frame(kind, marks) {
	return svg('svg', { class: `chart ${kind}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' }, ...marks);
}
