// Somebody who booked has come: six signs typed by hand, or the picture of the code under the reader.
import { current, fill, frame, hear } from "./frame.js";
import { hearScan } from "./scanner.js";
import { ask } from "./taking.js";

const LENGTH = 6;
const SCANNED = /(?:^|\/book\/)([A-Z0-9]{6})$/;
let typed = "";

function showTyped() {
  fill("[data-code-words]", typed.replace(/^(...)(?=.)/, "$1 "));
}

function press(symbol) {
  typed = symbol === "erase" ? typed.slice(0, -1) : typed + symbol;
  showTyped();
  if (typed.length === LENGTH) checkIn(typed);
}

/** A wrong code changes nothing, and the next try begins anew. */
function checkIn(code) {
  typed = "";
  showTyped();
  ask("/api/v1/appointments/check-in", { code });
}

frame.addEventListener("click", (event) => {
  const symbol = event.target.closest("[data-symbol]")?.dataset.symbol;
  if (symbol && current() === "appointment") press(symbol);
});
hearScan((text) => {
  const code = SCANNED.exec(text?.trim().toUpperCase().replace("/BOOK/", "/book/") ?? "")?.[1];
  if (code && ["start", "appointment"].includes(current())) checkIn(code);
});
hear("home", () => {
  typed = "";
  showTyped();
});
