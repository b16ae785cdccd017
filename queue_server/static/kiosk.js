// The ticket kiosk: what each touch does. What the parts do stands in kiosk/, one file per idea.
import { obey } from "/display/static/told.js";
import "./kiosk/appointment.js";
import { choose, go, goBack, tellWhatToBring } from "./kiosk/choosing.js";
import "./kiosk/clock.js";
import "./kiosk/collect.js";
import { IDLE_MS, current, fetchOthers, frame, goHome, leaveAfter, refresh, show, tellLine, turn } from "./kiosk/frame.js";
import "./kiosk/help.js";
import { chooseLanguage } from "./kiosk/languages.js";
import { toggle } from "./kiosk/manner.js";
import "./kiosk/offline.js";
import { choosePriority } from "./kiosk/priority.js";
import { press } from "./kiosk/search.js";
import { louder } from "./kiosk/speech.js";
import { onSlip } from "./kiosk/taking.js";
import { keepFresh } from "./live.js";
import { renew } from "./renew.js";

// What a button does is the first of these that it carries.
const TOUCHES = {
  procedure: (data) => choose(data),
  bring: (data) => tellWhatToBring(data),
  go: (data) => go(data.go),
  back: () => goBack(),
  leave: () => goHome(),
  priority: (data) => choosePriority(data),
  key: (data) => press(data.key),
  toggle: (data) => toggle(data.toggle),
  show: (data) => show(data.show),
  turn: (data) => turn(Number(data.turn)),
  language: (data) => chooseLanguage(data),
  listen: () => louder(),
};

function onNews(name, message) {
  if (name.startsWith("device.")) obey(name, document.body.dataset.code);
  if (name.startsWith("slip.")) onSlip(name, message);
}

/** A kiosk whose pairing has ended says no longer that the server is away, but which digits to enter. */
async function freshOrRenewed() {
  try {
    await refresh();
  } catch (failure) {
    if (failure.status === 401) await renew();
    throw failure;
  }
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || isRestOfDoubleTouch(event, button)) return;
  if (current() !== "asking") leaveAfter(IDLE_MS);
  const touched = Object.keys(TOUCHES).find((name) => name in button.dataset);
  if (touched) TOUCHES[touched](button.dataset);
});

/** Keys are typed as quickly as one likes. */
function isRestOfDoubleTouch(event, button) {
  return event.detail > 1 && !("key" in button.dataset || "symbol" in button.dataset);
}
document.addEventListener("pointerdown", () => {
  if (!["start", "asking", "number"].includes(current())) leaveAfter(IDLE_MS);
});
document.addEventListener("contextmenu", (event) => event.preventDefault());

fetchOthers().catch(() => tellLine("away"));
keepFresh({ refresh: freshOrRenewed, onLine: tellLine, onNews });
