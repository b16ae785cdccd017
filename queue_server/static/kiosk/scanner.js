// A scanner types: quicker than any hand, and often an identity card that somebody held out. What it types reaches no
// field and starts nothing; a text with bars, or of the digits of an identity number, is dropped unread.

import { takeKeys } from "./early.js";

const HAND_MS = 60; // between two keys of a hand
const SCAN = 6; // so many keys so quickly are no hand
const NO_HAND = /:\/\/|\|/; // an address or the bars of an identity card: no hand, however slowly it comes
const TORN_MS = 2000; // a busy machine hands keys over late; a pause of this length ends a scan
const IDENTITY = /\||^\d{9,12}$/;
const listeners = [];
let keys = "";
let from = 0; // where the quick keys begin
let isScan = false;
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
  const scanned = keys.slice(from);
  begin();
  if (!IDENTITY.test(scanned)) tell(scanned);
}

function begin() {
  keys = "";
  from = 0;
  isScan = false;
}

function onKey(event) {
  const gap = event.timeStamp - last;
  last = event.timeStamp;
  if (gap > TORN_MS) begin();
  if (gap > HAND_MS && !isScan) from = keys.length;
  if (event.key.length === 1) keys += event.key;
  if (!isScan) notice();
  if (!isScan) return;
  event.preventDefault();
  event.stopPropagation();
  clearTimeout(end);
  end = setTimeout(finish, event.key === "Enter" ? 0 : TORN_MS);
}

/** Tell at once that no hand is typing, so that what it has typed is forgotten. */
function notice() {
  if (NO_HAND.test(keys)) from = 0;
  else if (keys.length - from < SCAN) return;
  isScan = true;
  tell(null);
}

for (const key of takeKeys()) onKey(key);
addEventListener("keydown", onKey, { capture: true });
