// Why a ticket stands where it stands: asked for when its row is folded down, and said in a sentence.
import { getText } from "./api.js";

document.addEventListener(
  "toggle",
  async ({ target }) => {
    const place = target.open && target.querySelector("[data-why]");
    if (!place) return;
    const answer = await getText(place.dataset.why).catch(() => null); // without it everything else works
    place.textContent = answer ? JSON.parse(answer).sentence : "";
    place.hidden = !place.textContent;
  },
  { capture: true },
);
