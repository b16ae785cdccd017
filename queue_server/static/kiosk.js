// The ticket kiosk: what each touch does. What the parts do stands in kiosk/, one file per idea.
import { obey } from "/display/static/told.js";
import "./kiosk/clock.js";
import { IDLE_MS, frame, goHome, leaveAfter, refresh, show, speak, tellLine, turn } from "./kiosk/frame.js";
import { onSlip, take } from "./kiosk/taking.js";
import { keepFresh } from "./live.js";

function onNews(name, message) {
  if (name.startsWith("device.")) obey(name, document.body.dataset.code);
  if (name.startsWith("slip.")) onSlip(name, message);
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || event.detail > 1) return; // the rest of a double touch
  const { show: next, procedure, label, turn: pages, language, leave } = button.dataset;
  leaveAfter(IDLE_MS);
  if (procedure) take(procedure, label);
  else if (leave !== undefined) goHome();
  else if (next) show(next);
  else if (pages) turn(Number(pages));
  else if (language) speak(language);
});
document.addEventListener("contextmenu", (event) => event.preventDefault());

refresh().catch(() => tellLine("away"));
keepFresh({ refresh, onLine: tellLine, onNews });
