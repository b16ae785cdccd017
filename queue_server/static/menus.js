// Lists that fold out of a button: the key before a way takes it, arrows go through them, Escape or a press
// beside a list folds it up again. A key that the open list does not have may be one of the page itself.
// A list whose way was taken folds up at once, so that the next keys mean the page; it comes back where that failed.
import { keysOf } from "./keys.js";

const listOf = new WeakMap(); // button that was pressed: the list in which it stood
const PICK = /^(?:Digit|Numpad|Key)([0-9A-Z])$/;

/** The list that is open now, or null. */
function openMenu() {
  return document.querySelector(".menu[open]");
}

function foldUp(event) {
  const isEscape = event.key === "Escape";
  for (const each of document.querySelectorAll(isEscape ? ".pop[open], .menu[open]" : ".pop[open]")) {
    if (each.contains(event.target) && !isEscape) continue;
    if (each.contains(document.activeElement)) each.querySelector("summary").focus();
    each.open = false;
  }
}

function isNoPick(event) {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
  return isTyping || event.repeat || event.ctrlKey || event.altKey || event.metaKey;
}

/** What the key picks: a way of the open list, or else something of the page that has a key of its own. */
function picked(menu, key) {
  const isHere = `[data-pick="${key}"]:not(:disabled)`;
  const ofPage = [...document.querySelectorAll(isHere)].filter((each) => !each.matches(".menu > :not(summary) *"));
  return menu?.querySelector(`:scope > :not(summary) ${isHere}`) ?? ofPage.find((each) => each.checkVisibility());
}

function takeKey(event) {
  if (isNoPick(event)) return;
  const menu = openMenu();
  const find = ["Slash", "NumpadDivide"].includes(event.code) && menu?.querySelector("[data-find]");
  const opens = menu?.querySelector("summary[data-key]")?.dataset.key;
  const key = PICK.exec(event.code)?.[1];
  const found = find || (opens && keysOf(opens).includes(event.code) ? null : key && picked(menu, key));
  if (!found) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (find) find.focus();
  else found.click();
}

function goThrough(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
  const menu = step && openMenu();
  if (!menu || event.target.matches("select, input:not([data-find])")) return;
  const places = [...menu.querySelectorAll(".way, [data-find]")];
  event.preventDefault();
  places[Math.max(0, places.indexOf(event.target)) + step]?.focus();
}

/** What opens by a key has the focus, so that arrows of a list and Tab go on from there. */
function focusFirst({ target }) {
  const isInside = target.contains(document.activeElement) && !document.activeElement.matches("summary");
  if (target.open && !isInside) target.querySelector?.(".way")?.focus({ preventScroll: true });
}

document.addEventListener("pointerdown", foldUp);
document.addEventListener("keydown", (event) => event.key === "Escape" && foldUp(event));
document.addEventListener("keydown", takeKey, { capture: true });
document.addEventListener("keydown", goThrough);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-post]");
  const menu = button?.closest(".menu");
  if (!menu) return;
  listOf.set(button, menu);
  menu.open = false;
});
document.addEventListener("answered", ({ detail: { button, answer } }) => {
  if (answer === undefined && listOf.has(button)) listOf.get(button).open = true;
});
document.addEventListener("toggle", focusFirst, { capture: true });
