/** Buttons for actions on the simulated Azure, and a load that shows whether callers notice. */

const SIMULATION = new URL('../simulation', import.meta.url);
const LOAD = new URL('../load', import.meta.url);
const RATE = 40;

const SET = [['scale-out', 'Scale out'], ['scale-in', 'Scale in']];
const ARM = [['throttle', 'Answer 429'], ['break', 'Answer 500'], ['empty', 'Answer empty lists']];
const ONE = [['kill', 'Kill the process'], ['hang', 'Make it hang'], ['unavailable', 'Answer 503'], ['unhealthy', 'Report unhealthy'],
	['preempt', 'Announce preemption'], ['stop', 'Stop'], ['retag', 'Retag']];
const ON_ONE = new Set(ONE.map(([action]) => action));

export async function mount(element) {
	const style = make('link', { rel: 'stylesheet', href: new URL('controls.css', import.meta.url) });
	document.head.append(style);
	const vm = make('select', { id: 'simulation-vm' });
	const said = make('p', { role: 'status', className: 'said' });

	function show({ instances }) {
		const chosen = vm.value;
		vm.replaceChildren(...instances.map((name) => make('option', { value: name, textContent: name })));
		vm.value = instances.includes(chosen) ? chosen : instances[0] ?? '';
	}

	async function act(action, words) {
		const target = ON_ONE.has(action) ? vm.value : null;
		const query = target ? `?instance=${encodeURIComponent(target)}` : '';
		const answer = await fetch(`${SIMULATION}/${action}${query}`, { method: 'POST' });
		const content = await answer.json();
		if (answer.ok) {
			show(content);
			said.textContent = `Done: ${words.toLowerCase()}${target ? `, ${target}` : ''}`;
		}
		else {
			said.textContent = `Refused: ${content.detail ?? answer.status}`;
		}
	}

	function button(action, words) {
		const made = make('button', { type: 'button', textContent: words });
		made.dataset.action = action;
		made.addEventListener('click', () => act(action, words).catch((problem) => said.textContent = `Failed: ${problem.message}`));
		return made;
	}

	const mend = button('mend', 'Mend everything');
	mend.className = 'mend';
	const buttons = (actions) => actions.map(([action, words]) => button(action, words));
	element.className = 'controls';
	element.append(load(), fieldset('The scale set', ...buttons(SET)), fieldset('Azure Resource Manager', ...buttons(ARM)), mend,
		fieldset('One VM', make('label', { className: 'of', textContent: 'VM ' }, vm), ...buttons(ONE)), said);
	show(await (await fetch(SIMULATION)).json());
}

/** A switch; the counts are requested while it is on. */
function load() {
	const count = make('output', { id: 'load-count' });
	const box = make('input', { type: 'checkbox', id: 'load', role: 'switch' });
	let timer = 0;

	function show({ rate, answered, failed }) {
		box.checked = rate > 0;
		count.textContent = answered + failed > 0 ? `${answered.toLocaleString('en')} answered, ${failed.toLocaleString('en')} failed` : '';
		count.dataset.failed = String(failed > 0);
		clearTimeout(timer);
		if (rate > 0) {
			timer = setTimeout(() => ask(LOAD).catch(() => timer = setTimeout(() => ask(LOAD), 3000)), 1000);
		}
	}

	async function ask(url, options) {
		show(await (await fetch(url, options)).json());
	}

	box.addEventListener('change', () => ask(`${LOAD}?rate=${box.checked ? RATE : 0}`, { method: 'POST' }));
	ask(LOAD).catch(() => count.textContent = 'unknown');
	return fieldset('Load', make('label', { className: 'switch' }, box, `${RATE} calls a second`), count);
}

function fieldset(title, ...children) {
	return make('fieldset', {}, make('legend', { textContent: title }), ...children);
}

function make(name, properties, ...children) {
	const { role, ...others } = properties;
	const element = Object.assign(document.createElement(name), others);
	if (role) {
		element.setAttribute('role', role);
	}
	element.append(...children);
	return element;
}
