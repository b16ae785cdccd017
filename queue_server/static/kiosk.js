// The ticket kiosk: two touches to a number, one ticket however often it is touched, and home again when left alone.
import { obey } from "/display/static/told.js";
import { Away, getText, post } from "./api.js";
import { swap } from "./fragments.js";
import { keepFresh } from "./live.js";

const IDLE_MS = 30000;
const SHOWN_MS = 10000; // at least 5 s, in case paper fails
const PAPER_AWAY_MS = 20000; // long enough to write the number down
const RETRY_MS = 90000;
const MISSING = ["slip.held", "slip.uncertain", "slip.stale"];
const frame = document.getElementById("kiosk");
const menus = new Map(); // the panels in each language, kept for the time when the server is away
const home = document.body.dataset.language;
let language = home;
let panel = "start";
const slips = new Map(); // what was last said of each slip, by ticket: {name, printer}
let wish = null; // the ticket being asked for or shown: {id, slip}
let leaving = null;
let isAway = false;

const all = (selector) => frame.querySelectorAll(selector);

function show(name) {
  panel = frame.dataset.showing = name;
  for (const each of all("[data-panel]")) each.hidden = each.dataset.panel !== name;
  turnTo(name, 1);
  frame.querySelector(`[data-panel="${name}"] h1`)?.focus({ preventScroll: true });
  leaveAfter(IDLE_MS);
}

function leaveAfter(milliseconds) {
  clearTimeout(leaving);
  leaving = setTimeout(goHome, milliseconds);
}

function goHome() {
  wish = null;
  if (panel !== "start") show("start");
  speak(home);
}

/** Show the panels in a language; those already fetched serve when the server is away. */
async function speak(next) {
  if (next === language) return;
  if (!menus.has(next)) await fetchMenu(next).catch(() => tellLine("away"));
  if (!menus.has(next)) return;
  language = next;
  document.documentElement.lang = next;
  draw();
}

function draw() {
  swap(frame, menus.get(language));
  for (const each of all("[data-panel]")) each.hidden = each.dataset.panel !== panel;
  showAway();
  tick();
}

function showAway() {
  for (const each of all("[data-away]")) each.hidden = !isAway;
}

function turnTo(name, page) {
  const place = frame.querySelector(`[data-panel="${name}"]`);
  for (const each of place?.querySelectorAll("[data-page]") ?? []) each.hidden = Number(each.dataset.page) !== page;
  const now = place?.querySelector("[data-page-now]");
  if (now) now.textContent = page;
}

function turn(pages) {
  const now = Number(frame.querySelector(`[data-panel="${panel}"] [data-page-now]`).textContent);
  turnTo(panel, (now % pages) + 1);
}

async function take(procedure, label) {
  const mine = (wish = {});
  show("asking");
  clearTimeout(leaving);
  const body = { procedure, kiosk: document.body.dataset.code, language };
  const manner = { patience: RETRY_MS, onAway: () => wait(mine), wanted: () => wish === mine };
  try {
    const ticket = await post("/api/v1/tickets", body, manner);
    if (wish === mine) showNumber(ticket, label);
  } catch (failure) {
    if (wish === mine) explain(failure);
  }
}

function wait(mine) {
  tellLine("away");
  if (wish !== mine || panel === "away") return;
  show("away");
}

function explain(failure) {
  if (failure instanceof Away) return goHome();
  fill("[data-refusal]", failure.message);
  show("refused");
}

function fill(selector, text) {
  for (const each of all(selector)) each.textContent = text;
}

function showNumber(ticket, label) {
  Object.assign(wish, { id: ticket.id, slip: { name: `slip.${ticket.slip}` } });
  fill("[data-number-text]", ticket.number);
  fill("[data-label-text]", label);
  fill("[data-ahead-text]", ticket.ahead);
  for (const each of all("[data-number]")) each.dataset.number = ticket.number;
  for (const each of all("[data-ahead]")) each.hidden = (each.dataset.ahead === "none") !== (ticket.ahead === 0);
  show("number");
  showSlip();
}

/** Paper in the slot, or a number to write down; whoever must write has longer. */
function showSlip() {
  const { state, own, place } = printer();
  const said = slips.get(wish.id) ?? wish.slip;
  const from = said.printer ?? place;
  const isOut = MISSING.includes(said.name) || (said.name !== "slip.printed" && state === "out");
  const shown = isOut ? "none" : from !== own ? "elsewhere" : "paper";
  fill("[data-place-text]", from);
  for (const each of all("[data-slip]")) each.hidden = each.dataset.slip !== shown;
  if (wish.shown !== shown) leaveAfter(shown === "paper" ? SHOWN_MS : PAPER_AWAY_MS);
  wish.shown = shown;
}

/** The kiosk's printer as the newest menu tells it: out or ready, its code, and where slips come out. */
function printer() {
  const told = menus.get(language)?.match(/data-printer="(\w*)" data-own="([^"]*)" data-place="([^"]*)"/);
  const [, state, own, place] = told ?? ["", "ready", "", ""];
  return { state, own, place };
}

function onNews(name, message) {
  if (name.startsWith("device.")) return obey(name, document.body.dataset.code);
  if (!name.startsWith("slip.")) return;
  slips.set(message.ticket_id, { name, printer: message.printer });
  if (panel === "number" && message.ticket_id === wish.id) showSlip();
}

async function fetchMenu(tongue) {
  menus.set(tongue, await getText(`${frame.dataset.fragment}?lang=${tongue}`));
}

async function refresh() {
  for (const each of ["vi", "en"]) await fetchMenu(each);
  if (panel === "start") draw();
  if (panel === "number") showSlip();
}

function tellLine(state) {
  isAway = state === "away" || state === "out";
  showAway();
}

function tick() {
  const now = new Date();
  const zone = { timeZone: document.body.dataset.zone };
  const tongue = language === "vi" ? "vi-VN" : "en-GB";
  const day = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", ...zone };
  fill("[data-clock]", now.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", ...zone }));
  fill("[data-today]", now.toLocaleDateString(tongue, day));
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || event.detail > 1) return; // the rest of a double touch
  const { show: next, procedure, label, turn: pages, language: tongue, leave } = button.dataset;
  leaveAfter(IDLE_MS);
  if (procedure && !wish) take(procedure, label);
  else if (leave !== undefined) goHome();
  else if (next) show(next);
  else if (pages) turn(Number(pages));
  else if (tongue) speak(tongue);
});
document.addEventListener("contextmenu", (event) => event.preventDefault());

tick();
setInterval(tick, 1000);
refresh().catch(() => tellLine("away"));
keepFresh({ refresh, onLine: tellLine, onNews });
