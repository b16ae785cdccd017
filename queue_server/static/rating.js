// The rating device: it wakes when a visit at its counter is over, takes one press, thanks, and sleeps.
import { obey } from "/display/static/told.js";
import { addReason, isKept, keep } from "./deliver.js";
import { keepFresh } from "./live.js";
import { renew } from "./renew.js";

const AWAKE_MS = 60000;
const REASONS_MS = 12000;
const THANKS_MS = 3500;
const { token, code, levels, reasons, zone } = document.body.dataset;
const rated = new Set(); // visits pressed for in this life of the page
const speech = new Map();
let there = { visit: null, serving: null };
let visit = null; // the one asked about
let pressed = null; // the key of the press whose reason is asked
let end = null;
let isAway = false;

const find = (id) => document.getElementById(id);

function show(panel, milliseconds, then = sleep) {
  clearTimeout(end);
  document.body.dataset.showing = panel;
  for (const each of document.querySelectorAll("[data-panel]")) each.hidden = each.dataset.panel !== panel;
  document.querySelector(`[data-panel="${panel}"] h1[tabindex]`)?.focus({ preventScroll: true });
  if (milliseconds) end = setTimeout(then, milliseconds);
}

function sleep() {
  pressed = visit = null;
  show("sleep");
  offerAnyway();
}

/** Without a line nobody says that the visit is over: whoever has been served may ask for the faces. */
function offerAnyway() {
  const { serving } = there;
  find("anyway").hidden = !(isAway && serving && !rated.has(serving) && !isKept(serving));
}

function ask(next, milliseconds) {
  if (visit?.ticket === next.ticket) return;
  visit = next;
  show("faces", milliseconds);
}

function settle(state) {
  if (String(state.levels) !== levels || Boolean(state.reasons.length) !== Boolean(reasons)) return location.reload();
  there = state;
  const next = there.visit;
  if (next && !rated.has(next.ticket) && !isKept(next.ticket)) ask(next, next.left_s * 1000);
  else if (document.body.dataset.showing === "faces" && !pressed) sleep();
  offerAnyway();
}

function press(level) {
  if (!visit || rated.has(visit.ticket)) return;
  rated.add(visit.ticket);
  const isLowest = level === 1 && reasons;
  pressed = keep({ ticket: visit.ticket, level, levels: Number(levels) }, isLowest ? REASONS_MS : 0);
  if (isLowest) show("reasons", REASONS_MS, () => thank(null));
  else thank();
}

/** `reason` is undefined where none is asked, null where none was given. */
function thank(reason) {
  if (reason !== undefined) addReason(pressed, reason);
  pressed = null;
  show("thanks", THANKS_MS);
}

async function refresh() {
  const headers = { Authorization: `Bearer ${token}` };
  const asked = { headers, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(4000) };
  const answer = await fetch(`/api/v1/rating/${code}`, asked);
  if (answer.status === 401 || answer.status === 403) return renew();
  if (!answer.ok) throw new Error(answer.statusText);
  settle(await answer.json());
}

function onLine(state) {
  isAway = state === "away";
  find("away").hidden = !isAway;
  offerAnyway();
}

function onNews(name) {
  if (name.startsWith("device.")) obey(name, code);
}

async function fetchSpeech(language) {
  const answer = await fetch(`/rating/${code}/speech?lang=${language}`);
  if (answer.ok) speech.set(language, new Audio(URL.createObjectURL(await answer.blob())));
  find("listen").hidden = !speech.size;
}

function readOut() {
  const clip = speech.get(visit?.language) ?? speech.get("vi");
  if (!clip) return;
  clip.currentTime = 0;
  clip.play().catch(() => {});
}

function tick() {
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  document.querySelector("[data-clock]").textContent = time;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { action, level, reason } = button.dataset;
  if (action === "rate") press(Number(level));
  else if (action === "reason") thank(reason);
  else if (action === "skip") thank(null);
  else if (button.id === "listen") readOut();
  else if (button.id === "anyway") ask({ ticket: there.serving, language: "vi" }, AWAKE_MS);
});
document.addEventListener("contextmenu", (event) => event.preventDefault());

tick();
setInterval(tick, 1000);
refresh().catch(() => {});
keepFresh({ refresh, onLine, onNews });
for (const language of ["vi", "en"]) fetchSpeech(language).catch(() => {});
