/** Creates elements. Text is always set as text, never parsed: values from Azure are not trusted. */

const SVG = 'http://www.w3.org/2000/svg';

export function h(name, attributes = {}, ...children) {
	return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
	return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === true) {
			element.setAttribute(name, '');
		}
		else if (value !== false && value !== null && value !== undefined) {
			element.setAttribute(name, value);
		}
	}
	element.append(...children.filter((child) => child !== null && child !== undefined));
	return element;
}

export function byId(id) {
	return document.getElementById(id);
}

/** Lets text break after a separator and at the start of a word within a name, rather than anywhere. */
export function breakable(text) {
	return text.split(/(?<=[/_.-])(?=\w)|(?<=[a-z])(?=[A-Z0-9])/).flatMap((part, at) => at === 0 ? [part] : [h('wbr'), part]);
}

/** Sets text only if it differs, so that the browser has no work otherwise. */
export function setText(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

export function setAttribute(element, name, value) {
	if (element.getAttribute(name) !== value) {
		element.setAttribute(name, value);
	}
}
