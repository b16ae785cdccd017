// The kiosk's frame: one panel at a time, in one language, and home again when left alone.
import { getText } from "../api.js";
import { swap } from "../fragments.js";

export const IDLE_MS = 40000;
const WARNED_MS = 20000; // so long before the end somebody is asked whether they are still there
export const frame = document.getElementById("kiosk");
const listeners = { shown: [], home: [] };
const home = document.body.dataset.language;
const menus = new Map([[home, frame.innerHTML]]); // the panels in each language, kept for when the server is away
let language = home;
let panel = "start";
let leaving = [];
let page = 1;
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
  useLanguage(home);
}

/** Show the panels in a language; those already fetched serve when the server is away. */
export async function useLanguage(next) {
  if (next === language) return;
  await fetchMenu(next).catch(() => menus.has(next) || recall(next));
  if (!menus.has(next)) return;
  language = next;
  document.documentElement.lang = next;
  draw();
}

export function draw() {
  swap(frame, menus.get(language));
  if (!place(panel)) return show("start");
  for (const each of all("[data-panel]")) each.hidden = each.dataset.panel !== panel;
  turnTo(panel, page);
  showAway();
  tell("shown");
}

function showAway() {
  for (const each of all("[data-away]")) each.hidden = !isAway;
}

export function tellLine(state) {
  isAway = state === "away" || state === "out";
  frame.toggleAttribute("data-away-now", isAway);
  showAway();
}

/** The frame's header, as the newest menu tells it, whatever panel is shown. */
export function newest(selector) {
  const fresh = document.createElement("template");
  fresh.innerHTML = menus.get(language) ?? "";
  return fresh.content.querySelector(selector);
}

const address = (wanted) => `${frame.dataset.fragment}?lang=${wanted}`;

async function fetchMenu(wanted) {
  menus.set(wanted, await getText(address(wanted)));
  const kept = await globalThis.caches?.open("kiosk");
  await kept?.put(address(wanted), new Response(menus.get(wanted)));
}

/** The panels in a language as this machine has kept them. */
async function recall(wanted) {
  tellLine("away");
  const kept = await globalThis.caches?.match(address(wanted));
  if (kept) menus.set(wanted, await kept.text());
}

/** The panels in every language that the page did not bring along. */
export async function fetchOthers() {
  for (const each of ["vi", "en"]) if (!menus.has(each)) await fetchMenu(each);
}

/** Fetch the panels anew; those in use are not pulled from under a finger. Another language is older, never missing. */
export async function refresh() {
  await fetchMenu(language);
  await fetchOthers();
  if (panel === "start") draw();
  else if (panel === "number") tell("shown");
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
