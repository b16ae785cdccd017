// Lists that fold out of a button: a digit takes a way, Escape or a press beside it folds up again.

/** The list that is open now, or null. */
function openMenu() {
  return document.querySelector(".menu[open]");
}

function foldUp(event) {
  for (const each of document.querySelectorAll(".pop[open]")) {
    if (each.contains(event.target) && event.key !== "Escape") continue;
    if (each.contains(document.activeElement)) each.querySelector("summary").focus();
    each.open = false;
  }
}

function takeDigit(event) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea");
  if (!digit || isTyping || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const button = openMenu()?.querySelector(`button[data-digit="${digit}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  button.click();
}

document.addEventListener("pointerdown", foldUp);
document.addEventListener("keydown", (event) => event.key === "Escape" && foldUp(event));
document.addEventListener("keydown", takeDigit, { capture: true });
document.addEventListener("answered", ({ detail }) => {
  if (detail.answer !== undefined) detail.button.closest(".menu")?.removeAttribute("open");
});
// What opens by a key has the focus, so that arrows of a list and Tab go on from there.
document.addEventListener("toggle", ({ target }) => target.open && target.querySelector?.(".way")?.focus({ preventScroll: true }), {
  capture: true,
});
