// How the page is used: large text, and everything low enough for somebody in a wheelchair. Home again, as usual.
import { all, frame, hear } from "./frame.js";

export function toggle(manner) {
  frame.toggleAttribute(`data-${manner}`);
  showManner();
}

function showManner() {
  for (const each of all("[data-toggle]")) {
    each.setAttribute("aria-pressed", String(frame.hasAttribute(`data-${each.dataset.toggle}`)));
  }
}

hear("shown", showManner);
hear("home", () => {
  for (const each of all("[data-toggle]")) frame.removeAttribute(`data-${each.dataset.toggle}`);
});
