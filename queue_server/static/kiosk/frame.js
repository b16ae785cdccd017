// The kiosk's frame: one panel at a time, in one language, and home again when left alone.
import { getText } from "../api.js";
import { swap } from "../fragments.js";

export const IDLE_MS = 30000;
export const frame = document.getElementById("kiosk");
const menus = new Map(); // the panels in each language, kept for the time when the server is away
const listeners = { shown: [], home: [] };
const home = document.body.dataset.language;
let language = home;
let panel = "start";
let leaving = null;
let isAway = false;

export const all = (selector) => frame.querySelectorAll(selector);
export const place = (name) => frame.querySelector(`[data-panel="${name}"]`);
export const current = () => panel;
export const tongue = () => language;

/** `hear("shown", name => …)` after each panel that is shown or drawn anew, `hear("home", …)` when somebody has left. */
export function hear(what, listener) {
  listeners[what].push(listener);
}

function tell(what) {
  for (const listener of listeners[what]) listener(panel);
}

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

/** Go home after so long; null: stay until somebody touches. */
export function leaveAfter(milliseconds) {
  clearTimeout(leaving);
  leaving = milliseconds === null ? null : setTimeout(goHome, milliseconds);
}

export function goHome() {
  tell("home");
  if (panel !== "start") show("start");
  speak(home);
}

/** Show the panels in a language; those already fetched serve when the server is away. */
export async function speak(next) {
  if (next === language) return;
  if (!menus.has(next)) await fetchMenu(next).catch(() => tellLine("away"));
  if (!menus.has(next)) return;
  language = next;
  document.documentElement.lang = next;
  draw();
}

export function draw() {
  swap(frame, menus.get(language));
  for (const each of all("[data-panel]")) each.hidden = each.dataset.panel !== panel;
  showAway();
  tell("shown");
}

function showAway() {
  for (const each of all("[data-away]")) each.hidden = !isAway;
}

export function tellLine(state) {
  isAway = state === "away" || state === "out";
  showAway();
}

/** The frame's header, as the newest menu tells it, whatever panel is shown. */
export function newest(selector) {
  const fresh = document.createElement("template");
  fresh.innerHTML = menus.get(language) ?? "";
  return fresh.content.querySelector(selector);
}

async function fetchMenu(wanted) {
  menus.set(wanted, await getText(`${frame.dataset.fragment}?lang=${wanted}`));
}

/** Fetch the panels anew; those in use are not pulled from under a finger. */
export async function refresh() {
  for (const each of ["vi", "en"]) await fetchMenu(each);
  if (panel === "start") draw();
  else if (panel === "number") tell("shown");
}

function turnTo(name, page) {
  for (const each of place(name).querySelectorAll("[data-page]")) each.hidden = Number(each.dataset.page) !== page;
  const now = place(name).querySelector("[data-page-now]");
  if (now) now.textContent = page;
}

/** The next of so many pages of the panel; after the last, the first. */
export function turn(pages) {
  turnTo(panel, (Number(place(panel).querySelector("[data-page-now]").textContent) % pages) + 1);
}
