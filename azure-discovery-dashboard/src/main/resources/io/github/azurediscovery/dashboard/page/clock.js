/** The server's time: ages must not depend on how this machine's clock is set. */

let ahead = 0;
const tickers = [];

export function synchronize(serverNow) {
	ahead = Date.parse(serverNow) - Date.now();
}

export function now() {
	return Date.now() + ahead;
}

export function everySecond(ticker) {
	tickers.push(ticker);
}

setInterval(() => tickers.forEach((ticker) => ticker()), 1000);
