/** The icons of the page, drawn on a grid of 16 by 16. */

import { svg } from './dom.js';

const PATHS = {
	check: 'M3.5 8.5 6.7 11.6 12.5 4.9',
	cross: 'M4.5 4.5 11.5 11.5M11.5 4.5 4.5 11.5',
	wrench: 'M13 4.6a3.2 3.2 0 0 1-4.3 4L5 12.3a1.2 1.2 0 0 1-1.7-1.7L7 6.9a3.2 3.2 0 0 1 4.1-4.2L9.3 4.6l.5 1.6 1.6.4z',
	dots: 'M4 8h.01M8 8h.01M12 8h.01',
	plus: 'M8 3.5v9M3.5 8h9',
	minus: 'M3.5 8h9',
	pencil: 'M4 12l.6-2.6 6.3-6.3 2 2-6.3 6.3zM9.6 4.4l2 2',
	alert: 'M8 4v5M8 11.8h.01',
	shield: 'M8 2.8 12.5 4.4v3.4c0 2.7-1.8 4.6-4.5 5.6-2.7-1-4.5-2.9-4.5-5.6V4.4z',
	back: 'M6.5 4 3 7.5 6.5 11M3.4 7.5H10a3 3 0 0 1 0 6H8.5',
	restart: 'M12.6 8A4.6 4.6 0 1 1 11 4.5M11.3 2v2.8H8.5'
};

export function sign(name) {
	return svg('svg', { class: 'sign', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
		svg('path', { d: PATHS[name] }));
}
