// Find a procedure by a few letters, here in the page: nothing that is typed leaves it.
import { all, current, frame, hear, place } from "./frame.js";
import { hearScan } from "./scanner.js";
import { fit, indexed } from "./words.js";

const MOST = 6;
const LONGEST = 40;
let typed = "";

/** A key of the keyboard on the screen, or of a real one. */
export function press(key) {
  if (key === "clear") typed = "";
  else if (key === "erase") typed = typed.slice(0, -1);
  else typed = (typed + key).slice(0, LONGEST).replace(/^ +| {2,}/, "");
  draw();
}

function draw() {
  frame.querySelector("[data-search-words]").textContent = typed;
  const found = frame.querySelector("[data-search-found]");
  const buttons = search().map(asFound);
  found.replaceChildren(...buttons);
  if (typed.length > 1 && !buttons.length) found.textContent = found.dataset.none;
}

function search() {
  if (typed.trim().length < 2) return [];
  const ranked = offered().map((button) => [fit(typed, button.indexed), button]);
  const fitting = ranked.filter(([rank]) => rank > 0).sort(([one], [other]) => other - one);
  return fitting.slice(0, MOST).map(([, button]) => button);
}

/** Every procedure of the page once, with its names in both languages. */
function offered() {
  const buttons = new Map();
  for (const each of all("[data-panel^='queue-'] [data-procedure], [data-panel='start'] [data-procedure]")) {
    each.indexed ??= indexed(each.querySelector(".kiosk-names").textContent);
    buttons.set(each.dataset.procedure, each);
  }
  return [...buttons.values()];
}

function asFound(button) {
  const copy = button.cloneNode(true);
  copy.removeAttribute("id");
  copy.className = "kiosk-button kiosk-button-text";
  copy.replaceChildren(copy.querySelector(".kiosk-names"));
  return copy;
}

function onKey(event) {
  if (current() !== "search" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Backspace") press("erase");
  else if (/^\p{L}$/u.test(event.key)) press(event.key);
  else if (event.key === " " && !event.target.closest("button")) press(" ");
  else return;
  event.preventDefault();
}

function forget() {
  typed = "";
  if (place("search")) draw();
}

addEventListener("keydown", onKey);
hearScan(forget);
hear("home", forget);
