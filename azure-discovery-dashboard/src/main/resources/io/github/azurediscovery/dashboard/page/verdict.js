/** The health of an instance as one word, one icon and one colour. */

import { capitalized, timed } from './words.js';

export const VERDICTS = {
	routable: { word: 'Routable', sign: 'check' },
	ejected: { word: 'Ejected', sign: 'cross' },
	unhealthy: { word: 'Unhealthy', sign: 'cross' },
	failing: { word: 'Probe fails', sign: 'cross' },
	maintenance: { word: 'Maintenance', sign: 'wrench' },
	starting: { word: 'Starting', sign: 'dots' }
};

export function verdict(instance) {
	const { platform, maintenance, probe, outlier } = instance.health;
	if (outlier) {
		return 'ejected';
	}
	if (maintenance) {
		return 'maintenance';
	}
	if (platform === 'unhealthy') {
		return 'unhealthy';
	}
	if (platform === 'initializing') {
		return 'starting';
	}
	return probe?.startsWith('unhealthy') ? 'failing' : 'routable';
}

/** Returns the marks of an instance, which are shown beside its verdict. */
export function marks(instance) {
	const offered = instance.routable && verdict(instance) !== 'routable';
	return [instance.held && 'held', instance.unconfirmed && 'unconfirmed', offered && 'offered in panic'].filter(Boolean);
}

const TOLD = {
	held: 'held: missing from the last answer',
	unconfirmed: 'unconfirmed: its VM has not been found yet'
};

/** Returns the marks in words. */
export function toldMarks(instance) {
	return marks(instance).map((mark) => TOLD[mark] ?? mark);
}

/** Returns the marks, the verdict and the most important reason in words. */
export function told(instance) {
	const { word } = VERDICTS[verdict(instance)];
	const why = timed(reason(instance));
	const named = why.toLowerCase().startsWith(word.toLowerCase());
	return [...toldMarks(instance), named ? why : [word, why].filter(Boolean).join(': ')].map(capitalized).join('. ');
}

/** Returns the most important reason, or the announced maintenance. */
export function reason(instance) {
	const { maintenance, probe, outlier, announced } = instance.health;
	switch (verdict(instance)) {
		case 'ejected': return outlier;
		case 'maintenance': return maintenance;
		case 'unhealthy': return 'Application Health: unhealthy';
		case 'starting': return 'Application Health: initializing';
		case 'failing': return probe;
		default: return announced ?? '';
	}
}
