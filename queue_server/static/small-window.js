// The strip beside the clerk's other work: a small window, which stays on top where the browser can do that.
import { getText } from "./api.js";
import { swap } from "./fragments.js";
import { keepKeys } from "./kept-keys.js";
import { press } from "./moves.js";
import { listen, paint } from "./keys.js";

const SIZE = { width: 420, height: 170 };

/** Open the strip whose address the pressed button names. */
export async function openStrip({ currentTarget: { dataset } }) {
  const top = await globalThis.documentPictureInPicture?.requestWindow(SIZE).catch(() => null);
  if (top) return fill(top.document, dataset.fragmentOf);
  window.open(dataset.strip, "strip", `popup,width=${SIZE.width},height=${SIZE.height}`);
}

/** A window on top has no address: this page draws it, and acts for it. */
function fill(place, fragment) {
  place.documentElement.lang = document.documentElement.lang;
  place.body.className = "strip-page";
  for (const each of document.querySelectorAll("link[rel=stylesheet]")) place.head.append(each.cloneNode());
  let asked = 0;
  let drawn = 0;
  const draw = async () => {
    const mine = ++asked;
    const html = await getText(fragment).catch(() => null);
    if (html === null || mine < drawn) return; // away, or a later question was answered first
    drawn = mine;
    swap(place.body, html);
    paint(place);
  };
  place.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-post]");
    if (button && event.detail < 2) press(button);
  });
  keepKeys(place);
  listen(place);
  document.addEventListener("shown", draw);
  place.defaultView.addEventListener("pagehide", () => document.removeEventListener("shown", draw));
  return draw();
}
