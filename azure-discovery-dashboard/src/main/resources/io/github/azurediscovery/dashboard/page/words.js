/** Formats numbers, times and names. */

import { now } from './clock.js';

const collator = new Intl.Collator('en', { numeric: true });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const calendar = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false });
const HALF_A_DAY = 12 * 3600 * 1000;
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const whole = new Intl.NumberFormat('en');

export function compare(left, right) {
	return collator.compare(left, right);
}

export function count(number) {
	return whole.format(number);
}

export function plural(number, word) {
	return `${count(number)} ${word}${number === 1 ? '' : 's'}`;
}

export function rate(perSecond) {
	return perSecond >= 100 ? count(Math.round(perSecond)) : perSecond.toFixed(1);
}

export function time(millis) {
	return clock.format(millis);
}

/** Converts the instants in a text to the visitor's time zone, with the date if it may be another day. */
export function timed(text) {
	return text.replace(INSTANT, (instant) => {
		const millis = Date.parse(instant);
		return Math.abs(millis - now()) < HALF_A_DAY ? time(millis) : calendar.format(millis);
	});
}

export function capitalized(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export function duration(millis) {
	const seconds = Math.max(0, Math.round(millis / 1000));
	if (seconds < 60) {
		return `${seconds} s`;
	}
	if (seconds < 3600) {
		return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
	}
	return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
}

/** Returns the time since an instant, in words. */
export function ago(instant) {
	const [most, unit] = duration(now() - Date.parse(instant)).split(' ');
	return `${most} ${unit} ago`;
}
