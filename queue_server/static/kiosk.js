// The ticket kiosk: what each touch does. What the parts do stands in kiosk/, one file per idea.
// Only what the first touch needs is loaded at once; the rest follows (kiosk/later.js).
import { choose, go, goBack, tellWhatToBring } from "./kiosk/choosing.js";
import { touchAgain } from "./kiosk/early.js";
import { IDLE_MS, current, frame, goHome, leaveAfter, place, show, turn } from "./kiosk/frame.js";

const DRAWN_MS = 1500; // by then the page is drawn, even on a machine that never rests
const AGAIN_MS = 5000;

// What a button does is the first of these that it carries.
const TOUCHES = {
  procedure: (data) => choose(data),
  bring: (data) => tellWhatToBring(data),
  go: (data) => go(data.go),
  back: () => goBack(),
  leave: () => goHome(),
  show: (data) => show(data.show),
  turn: (data) => turn(Number(data.turn)),
};
let rest = null; // the module with everything else, while it is loaded
let isThere = false;

function loadRest() {
  rest ??= import("./kiosk/later.js").then(({ TOUCHES: others }) => {
    Object.assign(TOUCHES, others);
    isThere = true;
    frame.dataset.whole = "";
  });
  rest.catch(() => {
    rest = null;
    setTimeout(loadRest, AGAIN_MS);
  });
  return rest;
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || isRestOfDoubleTouch(event, button)) return;
  if (current() !== "asking") leaveAfter(IDLE_MS);
  if (!isThere && needsRest(button)) return void loadRest().then(() => button.click(), () => show("away"));
  const touched = Object.keys(TOUCHES).find((name) => name in button.dataset);
  if (touched) TOUCHES[touched](button.dataset);
});

/** Keys are typed as quickly as one likes. */
function isRestOfDoubleTouch(event, button) {
  return event.detail > 1 && !("key" in button.dataset || "symbol" in button.dataset);
}

/** Whether what this button does, or the panel it opens, is still to be loaded. */
function needsRest({ dataset }) {
  const opensFiles = dataset.queue !== undefined && dataset.queue === place("collect")?.dataset.collects;
  const opensSearch = dataset.show === "search"; // whoever sees it may type at once
  return opensFiles || opensSearch || !Object.keys(TOUCHES).some((name) => name in dataset);
}

document.addEventListener("pointerdown", () => {
  if (!["start", "asking", "number"].includes(current())) leaveAfter(IDLE_MS);
});
document.addEventListener("contextmenu", (event) => event.preventDefault());

touchAgain();
addEventListener("load", () => requestIdleCallback(() => loadRest(), { timeout: DRAWN_MS }));
