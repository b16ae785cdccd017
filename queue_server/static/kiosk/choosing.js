// Between the touch and the number: what to bring, and what may not come in time. Both are told before the wait.
import { fill, frame, hear, show } from "./frame.js";
import { take } from "./taking.js";
import { wished } from "./wishes.js";

let chosen = null; // {procedure, label, queue}
let back = "start";

/** A procedure was touched: its number, unless something must be told first. */
export function choose({ procedure, label, queue }) {
  chosen = { procedure, label, queue };
  const { until, after } = frame.querySelector(`#queue-${queue}`)?.dataset ?? {};
  if (!until) return take(procedure, label, wished());
  fill("[data-until-text]", until);
  fill("[data-after-text]", after);
  show("late");
  for (const each of frame.querySelectorAll("[data-after-choice]")) each.hidden = !after;
}

/** The way on from a panel that told something; `when` is "after" for the first places after the break. */
export function go(when) {
  const { procedure, label } = chosen;
  if (when === "after") take(procedure, label, { ...wished(), after_break: true });
  else if (frame.dataset.showing === "late") take(procedure, label, wished());
  else choose(chosen);
}

/** What to bring for a procedure, each thing on a line of its own. */
export function tellWhatToBring({ bring, of: procedure, name: label, in: queue }) {
  chosen = { procedure, label, queue };
  back = frame.dataset.showing;
  fill("[data-bring-name]", label);
  const things = bring.split(";").map((thing) => Object.assign(document.createElement("li"), { textContent: thing.trim() }));
  frame.querySelector("[data-bring-list]").replaceChildren(...things);
  show("bring");
}

export function goBack() {
  show(back);
}

hear("home", () => ([chosen, back] = [null, "start"]));
