/** The search over instances and rejected resources. */

import { model } from './model.js';

let terms = [];

/** Every word must occur; words in quotation marks form a phrase. */
export function setSearch(text) {
	terms = [...text.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([word, phrase]) => phrase ?? word);
}

export function isSearching() {
	return terms.length > 0;
}

export function matches(haystack) {
	return terms.every((term) => haystack.includes(term));
}

export function matchingRejections() {
	return isSearching() ? model.rejected.filter((rejection) => matches(haystack(rejection))) : model.rejected;
}

function haystack({ name, service, reason, detail }) {
	return [name, service, reason, detail].filter(Boolean).join(' ').toLowerCase();
}
