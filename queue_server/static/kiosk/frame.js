// The kiosk's frame: one panel at a time, and home again when left alone.

// Loaded before the page is whole, it goes on the moment it is, and before anything is drawn: what is seen can be touched.
if (document.readyState === "loading") await new Promise((whole) => addEventListener("DOMContentLoaded", whole));

export const IDLE_MS = 40000;
const WARNED_MS = 20000; // so long before the end somebody is asked whether they are still there
export const frame = document.getElementById("kiosk");
const listeners = { shown: [], home: [] };
let panel = "start";
let leaving = [];
let page = 1;

export const all = (selector) => frame.querySelectorAll(selector);
export const place = (name) => frame.querySelector(`[data-panel="${name}"]`);
export const current = () => panel;

/** `hear("shown", name => …)` after each panel that is shown or drawn anew, `hear("home", …)` when somebody has left. */
export function hear(what, listener) {
  listeners[what].push(listener);
}

function tell(what) {
  for (const listener of listeners[what]) listener(panel);
}

/** For those who hear only from now on: which panel is shown. */
export const retell = () => tell("shown");

export function fill(selector, text) {
  for (const each of all(selector)) each.textContent = text;
}

export function show(name) {
  panel = frame.dataset.showing = name;
  for (const each of all("[data-panel]")) each.hidden = each.dataset.panel !== name;
  turnTo(name, 1);
  place(name).querySelector("h1")?.focus({ preventScroll: true });
  leaveAfter(IDLE_MS);
  tell("shown");
}

/** Go home after so long; null: stay until somebody touches. Who may still be reading is asked first. */
export function leaveAfter(milliseconds) {
  leaving.forEach(clearTimeout);
  warn(false);
  leaving = milliseconds === null ? [] : [setTimeout(goHome, milliseconds)];
  if (milliseconds === IDLE_MS && panel !== "start") leaving.push(setTimeout(warn, IDLE_MS - WARNED_MS, true));
}

function warn(isLeaving) {
  for (const each of all("[data-leaving]")) each.hidden = !isLeaving;
}

export function goHome() {
  tell("home");
  if (panel !== "start") show("start");
}

/** The panels were drawn anew: the one that was shown is shown, on its page. */
export function redrawn() {
  if (!place(panel)) return show("start");
  for (const each of all("[data-panel]")) each.hidden = each.dataset.panel !== panel;
  turnTo(panel, page);
  tell("shown");
}

function turnTo(name, wanted) {
  const pages = place(name).querySelectorAll("[data-page]");
  page = Math.min(wanted, pages.length || 1);
  for (const each of pages) each.hidden = Number(each.dataset.page) !== page;
  const now = place(name).querySelector("[data-page-now]");
  if (now) now.textContent = page;
}

/** The next of so many pages of the panel; after the last, the first. */
export function turn(pages) {
  turnTo(panel, (page % pages) + 1);
  tell("shown");
}
