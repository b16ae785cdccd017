// The clerk's page: after each move the next step has the focus, so that Enter goes on as well as F2.
import "./attend.js";
import "./find.js";
import "./key-choice.js";
import "./matrix.js";
import "./menus.js";
import "./kept-keys.js"; // the keys that were kept come after the list of the move is folded up
import "./twice.js";
import "./why.js";
import { openStrip } from "./small-window.js";

document.addEventListener("answered", () => {
  const isHere = document.activeElement === document.body || document.activeElement?.disabled;
  if (isHere) document.querySelector('[data-key="F2"]')?.focus({ preventScroll: true });
});

document.getElementById("strip").addEventListener("click", openStrip);
