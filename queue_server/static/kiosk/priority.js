// Who goes first: chosen by the citizen, told with the next number, forgotten when they leave. Nobody asks for proof.
import { all, fill, hear, show } from "./frame.js";

let chosen = null; // the code of the class

export function choosePriority({ priority: code }) {
  chosen = code || null;
  show("start");
}

/** What is asked for besides the procedure. */
export function priority() {
  return chosen ? { priority: chosen } : {};
}

function showChosen() {
  const button = chosen && document.querySelector(`[data-priority="${CSS.escape(chosen)}"]`);
  for (const each of all("[data-chosen]")) each.hidden = !button;
  if (button) fill("[data-chosen-text]", button.dataset.label);
}

hear("shown", showChosen);
hear("home", () => (chosen = null));
