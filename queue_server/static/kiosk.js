// The ticket kiosk: what each touch does. What the parts do stands in kiosk/, one file per idea.
// Only what opens the procedures of a queue is loaded at once; the rest follows (kiosk/later.js and two styles).
import { touchAgain } from "./kiosk/early.js";
import { IDLE_MS, current, frame, goHome, leaveAfter, place, show, turn } from "./kiosk/frame.js";

const DRAWN_MS = 1500; // by then the page is drawn, even on a machine that never rests
const AGAIN_MS = 5000;

// What a button does is the last of these that it carries.
const TOUCHES = {
  turn: (data) => turn(Number(data.turn)),
  show: (data) => show(data.show),
  leave: () => goHome(),
};
const STYLES = ["/static/kiosk/panels.css", "/static/kiosk/collect.css"];
let rest = null; // the module with everything else, while it is loaded
let isThere = false;

function loadRest() {
  rest ??= Promise.all([import("./kiosk/later.js"), ...STYLES.map(style)]).then(([{ TOUCHES: others }]) => {
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

function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  link.addEventListener("error", () => link.remove());
  document.head.append(link);
  return new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || isRestOfDoubleTouch(event, button)) return;
  if (current() !== "asking") leaveAfter(IDLE_MS);
  if (!isThere && needsRest(button)) return void loadRest().then(() => button.click(), () => show("away"));
  const touched = Object.keys(TOUCHES).findLast((name) => name in button.dataset);
  if (touched) TOUCHES[touched](button.dataset);
});

/** Keys are typed as quickly as one likes. */
function isRestOfDoubleTouch(event, button) {
  return event.detail > 1 && !("key" in button.dataset || "symbol" in button.dataset);
}

/** Whether what this button does, or what the panel that it opens looks like, is still to be loaded. */
function needsRest({ dataset }) {
  const opensFiles = dataset.queue !== undefined && dataset.queue === place("collect")?.dataset.collects;
  const opensProcedures = dataset.show?.startsWith("queue-") && !opensFiles;
  const isWithin = "turn" in dataset || dataset.show === "start";
  return !(opensProcedures || isWithin);
}

document.addEventListener("pointerdown", () => {
  if (!["start", "asking", "number"].includes(current())) leaveAfter(IDLE_MS);
});
document.addEventListener("contextmenu", (event) => event.preventDefault());

touchAgain();
addEventListener("load", () => requestIdleCallback(() => loadRest(), { timeout: DRAWN_MS }));
