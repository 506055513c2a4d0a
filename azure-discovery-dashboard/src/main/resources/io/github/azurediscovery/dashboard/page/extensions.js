/** Mounts the extensions of the application: each module fills a panel of its own. */

import { byId, h } from './dom.js';

const mounted = new Set();

export function mountExtensions(extensions) {
	for (const { title, module } of extensions) {
		if (!mounted.has(module)) {
			mounted.add(module);
			mount(title, new URL(module, document.baseURI));
		}
	}
}

async function mount(title, url) {
	const content = h('div');
	const heading = h('h2', { id: `extension-${mounted.size}` }, title);
	byId('extensions').append(h('section', { class: 'panel extension', 'aria-labelledby': heading.id }, heading, content));
	try {
		const { mount } = await import(url);
		await mount(content);
	}
	catch (problem) {
		content.replaceChildren(h('p', { class: 'hint' }, `Failed to load ${url.pathname}: ${problem.message}`));
	}
}
