// Keys that are pressed while a move is under way mean what comes after it: they are kept, and pressed again once
// the page shows the answer. Where none came they are dropped: what they were meant for did not happen.
import { isFree, isTyping, keysOf } from "./keys.js";
import { underWay } from "./moves.js";

const IN_LISTS = ["Enter", "ArrowDown", "ArrowUp"];
let kept = []; // {page, code, key}
let last = ""; // the key that was pressed last: again means the same wish

/** Lists fold down and help is called at once. */
function isForNow(page, code) {
  const those = page.querySelectorAll(kept.length ? "[data-twice][data-key]" : "[data-twice][data-key], summary[data-key]");
  return [...those].some(({ dataset }) => keysOf(dataset.key).includes(code));
}

function isKept(page, event) {
  if (isTyping(event) || isForNow(page, event.code)) return false;
  return isFree(event) || (kept.length > 0 && IN_LISTS.includes(event.code));
}

function keep(page, event) {
  const moves = underWay();
  const isAgain = event.repeat || event.code === last || moves.some((move) => keysOf(move).includes(event.code));
  last = event.code;
  if (!moves.length || !isKept(page, event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!isAgain || IN_LISTS.includes(event.code)) kept.push({ page, code: event.code, key: event.key });
}

function pressAgain({ page, code, key }) {
  const place = page.activeElement ?? page.body;
  if (code === "Enter") return place.click();
  place.dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
}

function pressKept({ detail: { answer } }) {
  if (underWay().length) return;
  const keys = answer === undefined ? [] : kept;
  kept = [];
  last = "";
  keys.forEach(pressAgain);
}

/** From now on no key that is pressed on `page` is lost. */
export function keepKeys(page) {
  page.defaultView.addEventListener("keydown", (event) => keep(page, event), { capture: true });
  page.defaultView.addEventListener("pointerdown", () => { last = ""; }, { capture: true });
}

document.addEventListener("answered", pressKept);
keepKeys(document);
