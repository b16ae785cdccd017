// Who goes first: chosen by the citizen, told with the next number, forgotten when they leave. Nobody asks for proof.
import { all, fill, hear, show } from "./frame.js";

let priority = null; // the code of the class

export function choosePriority({ priority: code }) {
  priority = code || null;
  show("start");
}

/** What is asked for besides the procedure. */
export function wished() {
  return priority ? { priority } : {};
}

function showChosen() {
  const button = priority && document.querySelector(`[data-priority="${CSS.escape(priority)}"]`);
  for (const each of all("[data-chosen]")) each.hidden = !button;
  if (button) fill("[data-chosen-text]", button.dataset.label);
}

hear("shown", showChosen);
hear("home", () => (priority = null));
