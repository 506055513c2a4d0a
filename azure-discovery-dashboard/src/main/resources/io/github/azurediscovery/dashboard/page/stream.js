/**
 * Follows the server's events and never gives up: the browser reconnects after a broken connection, this module
 * after a response that is not a stream (a proxy's 502, a login page) and after a silence. Not while the page is
 * hidden.
 */

const BEGINNING = 15_000;
const SILENCE = 45_000;
const HIDDEN = 60_000;

export function follow(url, { onMessage, onState }) {
	let source = null;
	let silence = 0;
	let retry = 0;
	let hidden = 0;
	let delay = 1000;

	function open() {
		close();
		source = new EventSource(url);
		source.addEventListener('state', (event) => heard(event, true));
		source.addEventListener('update', (event) => heard(event, false));
		source.addEventListener('error', lost);
		listen(BEGINNING);
	}

	function close() {
		clearTimeout(silence);
		clearTimeout(retry);
		source?.close();
		source = null;
	}

	function listen(patience) {
		clearTimeout(silence);
		silence = setTimeout(() => {
			onState('lost');
			open();
		}, patience);
	}

	function heard(event, whole) {
		listen(SILENCE);
		delay = 1000;
		onState('live');
		onMessage(JSON.parse(event.data), whole);
	}

	function lost() {
		onState('lost');
		if (source?.readyState === EventSource.CLOSED) {
			close();
			retry = setTimeout(open, delay);
			delay = Math.min(delay * 2, 15_000);
		}
	}

	document.addEventListener('visibilitychange', () => {
		clearTimeout(hidden);
		if (document.hidden) {
			hidden = setTimeout(() => {
				close();
				onState('paused');
			}, HIDDEN);
		}
		else if (!source) {
			open();
		}
	});
	open();
}
