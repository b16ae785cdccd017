// Loaded before the page's other scripts are: a scanner's keys that come meanwhile are kept for scanner.js, and the last
// touch is made again once somebody listens.

const MOST = 300; // of keys: no scan is longer
const keys = [];
let touched = null; // the id of a button

const hearKey = (event) => keys.length < MOST && keys.push(event);
const hearTouch = ({ target }) => (touched = target.closest?.("#kiosk button")?.id || touched);

addEventListener("keydown", hearKey, { capture: true });
addEventListener("click", hearTouch, { capture: true });

/** The keys that came until now; from here on nobody keeps any. */
export function takeKeys() {
  removeEventListener("keydown", hearKey, { capture: true });
  return keys.splice(0);
}

/** Make the touch that nobody answered. */
export function touchAgain() {
  removeEventListener("click", hearTouch, { capture: true });
  if (touched) document.getElementById(touched)?.click();
}
