// The panels in each language, as the server last told them; kept for when it is away.
import { getText } from "../api.js";
import { swap } from "../fragments.js";
import { all, current, frame, hear, redrawn, retell } from "./frame.js";

const home = document.body.dataset.language;
const menus = new Map([[home, frame.innerHTML]]);
let language = home;
let isAway = false;

export const tongue = () => language;

/** Show the panels in a language; those already fetched serve when the server is away. */
export async function useLanguage(next) {
  if (next === language) return;
  await fetchMenu(next).catch(() => menus.has(next) || recall(next));
  if (!menus.has(next)) return;
  language = next;
  document.documentElement.lang = next;
  draw();
}

function draw() {
  swap(frame, menus.get(language));
  showAway();
  redrawn();
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
  if (current() === "start") draw();
  else if (current() === "number") retell();
}

hear("home", () => useLanguage(home));
