// Who goes first: chosen by the citizen, told with the next number, forgotten when they leave. Nobody asks for proof.
import { all, fill, hear, show } from "./frame.js";
import { wish, wished } from "./wishes.js";

export function choosePriority({ priority: code }) {
  wish("priority", code || undefined);
  show("start");
}

function showChosen() {
  const { priority: chosen } = wished();
  const button = chosen && document.querySelector(`[data-priority="${CSS.escape(chosen)}"]`);
  for (const each of all("[data-chosen]")) each.hidden = !button;
  if (button) fill("[data-chosen-text]", button.dataset.label);
}

hear("shown", showChosen);
