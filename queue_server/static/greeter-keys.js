// The greeter's keys: digits for the queues and for the entries of an open list, letters for the row that is open.
// Off while typing. A key counts once no other follows at once: what a scanner types presses nothing.

const HAND_MS = 100; // between two keys of a hand
const ROW = { p: "[data-action=reprint]", x: "[data-action=cancel]" };
const ROWS = ".tickets li:has([data-number])";
const MISSED = ["y", "u", "i"];
let last = 0;
let due = null;

const visible = (selector, place = document) => [...place.querySelectorAll(selector)].filter((each) => each.checkVisibility());

/** What the key presses: a queue, an entry of its list, a move of the open row, or somebody's way back. */
function pressed(key) {
  const list = document.querySelector(".give-more[open] .give-list");
  if (/^[1-9]$/.test(key)) return visible(list ? "button" : ".give-queue", list ?? undefined)[key - 1];
  if (key in ROW) return visible(`.tickets details[open] ${ROW[key]}`)[0];
  return visible("[data-action=reinstate]")[MISSED.indexOf(key)];
}

function isTyping({ target }) {
  return target.matches("input, textarea, select") && !target.matches("[type=radio]");
}

function act(key) {
  if (key === "/") return document.getElementById("find-number").focus();
  if (key === "escape") return closeLists();
  pressed(key)?.click();
}

function closeLists() {
  for (const each of document.querySelectorAll("details[open]")) each.open = false;
}

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
  const isQuick = event.timeStamp - last < HAND_MS;
  last = event.timeStamp;
  clearTimeout(due);
  if (isQuick) return;
  const key = event.key.toLowerCase();
  if (key === "/") event.preventDefault();
  due = setTimeout(act, HAND_MS, key);
});

/** The rows of numbers that hold what is typed; with Enter the first of them opens. */
function find(words) {
  const typed = words.replace(/\s/g, "").toUpperCase();
  for (const row of document.querySelectorAll(ROWS)) {
    row.classList.toggle("is-other", !(row.querySelector("[data-number]")?.dataset.number ?? "").includes(typed));
  }
  const first = visible(`${ROWS}:not(.is-other)`)[0];
  return typed ? first : undefined;
}

const field = document.getElementById("find-number");
field.addEventListener("input", () => find(field.value));
field.addEventListener("keydown", (event) => {
  const { key } = event;
  if (key === "Escape") field.value = "";
  if (key !== "Enter" && key !== "Escape") return;
  event.preventDefault(); // or it would press what has the focus next
  const row = find(field.value);
  const list = row?.querySelector("details");
  if (list) list.open = true;
  (row?.querySelector("summary, button") ?? field).focus();
  if (key === "Escape") field.blur();
});
document.addEventListener("shown", () => find(field.value));
