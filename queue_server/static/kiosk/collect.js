// Coming for a result: digits, a scanned receipt, or neither; then straight to a free counter, or a number.
import { get, post } from "../api.js";
import { current, frame, hear, leaveAfter, place, show } from "./frame.js";
import { tongue } from "./menus.js";
import { take } from "./taking.js";

const LONGEST = 12;
const SHOWN_MS = 12000;
let typed = "";
let asked = 0;
let scanned = "";

const panel = () => place("collect");

function press(key) {
  if (key === "clear") typed = "";
  else if (key === "erase") typed = typed.slice(0, -1);
  else typed = (typed + key).slice(-LONGEST);
  paint();
  if (typed.length >= 4) lookUp(typed);
}

function paint() {
  panel().querySelector("[data-collect-typed]").textContent = typed;
  panel().querySelector("[data-collect-found]").replaceChildren();
}

async function lookUp(words) {
  const mine = ++asked;
  const found = await get(`/api/v1/collect?q=${encodeURIComponent(words)}`).catch(() => null);
  if (mine === asked && found && current() === "collect") showFound(found.items);
}

function showFound(files) {
  const list = panel().querySelector("[data-collect-found]");
  const nothing = document.createElement("p");
  nothing.textContent = list.dataset.none;
  list.replaceChildren(...(files.length ? files.map((file) => asButton(file, list.dataset)) : [nothing]));
}

function asButton(file, said) {
  const button = document.createElement("button");
  button.className = `collect-file ${file.ready ? "is-ready" : ""}`;
  button.dataset.collectFile = file.file;
  const day = file.day?.split("-").reverse().join("/");
  const lines = [`… ${file.ends_with}`, file.names[tongue()] ?? file.names.vi, file.ready ? said.ready : day ? `${said.notReady}. ${said.day} ${day}` : said.notReady];
  button.append(...lines.map((text) => Object.assign(document.createElement("span"), { textContent: text })));
  return button;
}

/** Straight to a counter where nobody waits, else a number; without the server the number is tried for. */
async function come(file) {
  const { resultProcedure, name } = panel().dataset;
  const wish = file ? { file } : {};
  show("asking");
  leaveAfter(null);
  const straight = await post("/api/v1/collect", wish, { patience: 0 }).catch(() => null);
  if (!straight) return take(resultProcedure, name, wish);
  frame.querySelector("[data-straight-counter]").textContent = straight.names[tongue()] ?? straight.names.vi;
  show("straight");
  leaveAfter(SHOWN_MS);
}

/** Before anybody else hears of it: the button of the queue for results opens this panel. */
function touch(event) {
  const button = event.target.closest("button");
  if (!button || !panel()) return;
  const opens = current() === "start" && button.dataset.queue === panel().dataset.collects;
  const { digitKey, collectFile, simply } = button.dataset;
  if (!opens && digitKey === undefined && collectFile === undefined && simply === undefined) return;
  event.stopPropagation();
  if (opens) begin();
  else if (digitKey) press(digitKey);
  else if (event.detail <= 1) come(collectFile ? Number(collectFile) : null);
}

function begin() {
  typed = "";
  show("collect");
  paint();
}

/** A scanner types like a keyboard, and ends with Enter. */
function type({ key }) {
  if (current() !== "collect") return;
  if (key === "Enter") {
    if (scanned) lookUp(scanned);
    scanned = "";
  } else if (key.length === 1) {
    scanned = (scanned + key).slice(-60);
    if (/^\d$/.test(key) && !/[^\d]/.test(scanned)) press(key);
  }
}

frame.addEventListener("click", touch, { capture: true });
document.addEventListener("keydown", type);
hear("home", () => (typed = scanned = ""));
