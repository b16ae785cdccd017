// Keys that press buttons: `data-key` on a button names its move by the key it has at first. Every move has a
// second key on a USB number pad, which counts the same with Num Lock on or off. Both can be chosen anew in
// this browser. Off while typing; keys that browsers own are never taken.

const PADS = { F2: "NumpadEnter", F4: "NumpadAdd", F8: "NumpadSubtract", F9: "NumpadMultiply" };
const SIGNS = { NumpadEnter: "⏎", NumpadAdd: "+", NumpadSubtract: "−", NumpadMultiply: "*", NumpadDivide: "/", NumpadDecimal: "." };
// F1, F3, F5–F7, F10–F12, Tab, Escape, Enter, arrows … have a meaning of their own.
const FREE = /^(F([2489]|1[3-9]|2[0-4])|Key[A-Z]|Digit\d|Numpad\w+|Minus|Equal|Comma|Period|Backquote|Bracket\w+)$/;
// Of the lists of the page: who waits, who is set aside, who did not come, and to undo that.
const PICKS = /^(Digit\d|Numpad\d|Key[QWEYUIZ])$/;
const STORE = "keys";

let chosen = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

/** The codes of the keys of a move: the one on the keyboard and the one on the pad. */
export function keysOf(move) {
  const { key = move.length > 1 ? move : `Key${move}`, pad = PADS[move] ?? "" } = chosen[move] ?? {};
  return [key, pad].filter(Boolean);
}

/** How a key is written on a button. */
export function label(code) {
  return SIGNS[code] ?? code.replace(/^(Key|Digit)/, "").replace(/^Numpad/, "Num ");
}

/** Whether the key may be chosen for a move: it is no browser's, and none is held down with it. */
export function isFree(event) {
  return FREE.test(event.code) && !event.ctrlKey && !event.altKey && !event.metaKey;
}

/** Whether the key belongs to one of `moves` or to a list of the page. */
export function isTaken(code, moves) {
  return PICKS.test(code) || moves.some((each) => keysOf(each).includes(code));
}

/** Choose a key (`slot` is "key" or "pad") for a move in this browser; without `move` all are as at first. */
export function choose(move, slot, code) {
  chosen = move ? { ...chosen, [move]: { ...chosen[move], [slot]: code } } : {};
  localStorage.setItem(STORE, JSON.stringify(chosen));
  paint();
}

/** Every button of the page says its keys. */
export function paint(page = document) {
  for (const button of page.querySelectorAll("button[data-key], summary[data-key]")) {
    const keys = keysOf(button.dataset.key);
    button.setAttribute("aria-keyshortcuts", keys.join(" "));
    const sign = button.querySelector("kbd");
    if (sign) sign.textContent = keys.map(label).join("  ");
  }
}

/** Whether the key belongs to a field in which somebody types. */
export function isTyping({ target, code }) {
  if (target.matches?.("input, textarea")) return target.type !== "checkbox" && target.type !== "radio";
  return target.matches?.("select") && !/^(F\d|Numpad)/.test(code); // letters look for an entry there
}

/** The button or list of `page` that the key with this code presses now, if there is one. */
export function buttonOf(page, code) {
  const buttons = [...page.querySelectorAll("button[data-key]:not(:disabled), summary[data-key]")];
  return buttons.find((each) => keysOf(each.dataset.key).includes(code));
}

/** Keys press the buttons of `page` from now on. */
export function listen(page) {
  page.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
    const button = buttonOf(page, event.code);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

listen(document);
document.addEventListener("shown", () => paint());
addEventListener("storage", (event) => {
  if (event.key !== STORE) return;
  chosen = read();
  paint();
});
paint();
