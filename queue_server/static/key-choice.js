// The small dialog in which a clerk chooses her own keys.
import { choose, isFree, isTaken, keysOf, label } from "./keys.js";
import { texts } from "./page.js";

const dialog = document.getElementById("keys");
const said = document.getElementById("keys-said");
const choices = [...dialog.querySelectorAll("[data-choose]")];
const moves = [...new Set(choices.map((each) => each.dataset.choose))];
let waiting = null;

function show() {
  for (const each of choices) {
    const code = keysOf(each.dataset.choose)[each.dataset.slot === "pad" ? 1 : 0];
    each.textContent = each === waiting ? texts.press_key : code ? label(code) : "·";
    each.setAttribute("aria-pressed", each === waiting);
  }
}

function say(sentence) {
  said.textContent = sentence;
}

function take(event) {
  if (!waiting) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (["Shift", "Control", "Alt", "Meta", "AltGraph"].includes(event.key)) return;
  const { choose: move, slot } = waiting.dataset;
  const others = moves.filter((each) => each !== move);
  if (event.code === "Escape") say("");
  else if (!isFree(event)) return say(texts.key_of_browser);
  else if (isTaken(event.code, others)) return say(texts.key_taken);
  else {
    choose(move, slot, event.code);
    say(texts.key_kept);
  }
  waiting = null;
  show();
}

dialog.addEventListener("click", ({ target }) => {
  if (target.dataset.choose) waiting = target;
  else if (target.id === "keys-anew") choose();
  else return;
  say("");
  show();
});
document.addEventListener("keydown", take, { capture: true });
show();
