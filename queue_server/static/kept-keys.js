// Keys that are pressed while a move is under way mean what comes after it: they are kept, and pressed again once
// the page shows the answer. Where none came they are dropped: what they were meant for did not happen.
import { buttonOf, isFree, isTyping, keysOf } from "./keys.js";
import { isUnderWay, wishOf } from "./moves.js";

const IN_LISTS = ["Enter", "ArrowDown", "ArrowUp"];
let kept = []; // {page, code, key}
let last = ""; // the key that was pressed last, and what it meant: again is the same wish

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
  const button = buttonOf(page, event.code);
  const wish = `${event.code} ${wishOf(button)}`;
  const isAgain = event.repeat || wish === last || Boolean(button && isUnderWay(button));
  last = wish;
  if (!isUnderWay() || !isKept(page, event)) return;
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
  if (isUnderWay()) return;
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
