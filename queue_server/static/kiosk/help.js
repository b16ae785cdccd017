// Calling somebody of the staff to the kiosk.
import { post } from "../api.js";
import { frame, hear, place } from "./frame.js";

function say(word) {
  for (const each of place("help").querySelectorAll("[data-help-word]")) each.hidden = each.dataset.helpWord !== word;
}

frame.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-ask-help]")) return;
  const asked = post(`/api/v1/kiosks/${document.body.dataset.code}/help`);
  say(await asked.then(() => "asked", () => "away"));
});
hear("home", () => say("ready"));
