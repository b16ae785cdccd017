// A scanner types: quicker than any hand, and often an identity card that somebody held out. What it types reaches no
// field and starts nothing; a text with bars, or of the digits of an identity number, is dropped unread.

const HAND_MS = 60; // between two keys of a hand
const SCAN = 6; // so many keys so quickly are no hand
const IDENTITY = /\||^\d{9,12}$/;
const listeners = [];
let keys = "";
let last = 0;
let end = null;

/** `listener(text)` after each scan that is nobody's identity; `listener(null)` when one begins. */
export function hearScan(listener) {
  listeners.push(listener);
}

function tell(text) {
  for (const listener of listeners) listener(text);
}

function finish() {
  const scanned = keys;
  keys = "";
  if (scanned.length >= SCAN && !IDENTITY.test(scanned)) tell(scanned);
}

function onKey(event) {
  const isQuick = event.timeStamp - last < HAND_MS;
  last = event.timeStamp;
  if (!isQuick) keys = "";
  if (event.key.length === 1) keys += event.key;
  if (keys.length < SCAN) return;
  if (keys.length === SCAN) tell(null);
  event.preventDefault();
  event.stopPropagation();
  clearTimeout(end);
  end = setTimeout(finish, event.key === "Enter" ? 0 : 2 * HAND_MS);
}

addEventListener("keydown", onKey, { capture: true });
