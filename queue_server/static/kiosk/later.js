// What is not needed for the first touch: it is loaded when the page has been drawn, or when somebody asks for it.
import "../vendor/socket.io.min.js";
import { obey } from "/display/static/told.js";
import { keepFresh } from "../live.js";
import { renew } from "../renew.js";
import "./appointment.js";
import "./clock.js";
import "./collect.js";
import { choose, go, goBack, tellWhatToBring } from "./choosing.js";
import { retell } from "./frame.js";
import "./help.js";
import { chooseLanguage } from "./languages.js";
import { toggle } from "./manner.js";
import { fetchOthers, refresh, tellLine } from "./menus.js";
import "./offline.js";
import { choosePriority } from "./priority.js";
import { press } from "./search.js";
import { louder } from "./speech.js";
import { onSlip } from "./taking.js";

/** What a button does, by what it carries. */
export const TOUCHES = {
  procedure: (data) => choose(data),
  bring: (data) => tellWhatToBring(data),
  go: (data) => go(data.go),
  back: () => goBack(),
  priority: (data) => choosePriority(data),
  key: (data) => press(data.key),
  toggle: (data) => toggle(data.toggle),
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

retell(); // those who have only just come hear which panel is shown
fetchOthers().catch(() => tellLine("away"));
keepFresh({ refresh: freshOrRenewed, onLine: tellLine, onNews });
