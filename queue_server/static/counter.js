// The clerk's page: after each move the next step has the focus, so that Enter goes on as well as F2.
import "./key-choice.js";
import "./matrix.js";
import "./twice.js";

document.addEventListener("answered", () => {
  const isHere = document.activeElement === document.body || document.activeElement?.disabled;
  if (isHere) document.querySelector('[data-key="F2"]')?.focus({ preventScroll: true });
});

// What folds down over the page folds up again by Escape, or by a press beside it.
function foldUp(event) {
  for (const each of document.querySelectorAll(".pop[open]")) {
    if (each.contains(event.target) && event.key !== "Escape") continue;
    each.open = false;
    if (each.contains(document.activeElement)) each.querySelector("summary").focus();
  }
}
document.addEventListener("pointerdown", foldUp);
document.addEventListener("keydown", (event) => event.key === "Escape" && foldUp(event));
