// Sound and shaking when a citizen's number is called: only after one touch, which is the browser's rule and a courtesy.
import { chime } from "./chime.js";

const NOTES = [
  [880, 0],
  [1175, 0.2],
  [1568, 0.4],
];
const SOUND = [NOTES, 0.5, 0.5]; // as loud, and for so many seconds each
const TIMES = 3;
const PAUSE_MS = 1400;
const SHAKE = [400, 200, 400, 200, 800];
const texts = JSON.parse(document.body.dataset.texts);
const toggle = document.getElementById("sound");
let sounds = null; // the allowed way out, or null
let screen = null;
let next = null;

/** Three times; silent until the reader has allowed it. */
export function ring(left = TIMES) {
  clearTimeout(next);
  if (!sounds || !left) return;
  document.body.dataset.rang = Number(document.body.dataset.rang ?? 0) + 1;
  chime(sounds, ...SOUND);
  navigator.vibrate?.(SHAKE);
  next = setTimeout(() => ring(left - 1), PAUSE_MS);
}

/** No more of it. */
export function silence() {
  clearTimeout(next);
}

/** Over TLS the screen may be kept lit as well. */
async function keepLit() {
  screen = sounds && !document.hidden ? await navigator.wakeLock?.request("screen").catch(() => null) : null;
}

async function allow() {
  sounds = new AudioContext();
  await sounds.resume();
  chime(sounds, ...SOUND);
  keepLit();
}

function forbid() {
  silence();
  sounds?.close();
  screen?.release();
  sounds = screen = null;
}

toggle.addEventListener("click", async () => {
  if (sounds) forbid();
  else await allow();
  toggle.setAttribute("aria-pressed", Boolean(sounds));
  document.getElementById("sound-word").textContent = sounds ? texts.on : texts.off;
  for (const each of toggle.querySelectorAll("[data-when]")) each.hidden = (each.dataset.when === "on") !== Boolean(sounds);
});
document.addEventListener("visibilitychange", keepLit);
document.getElementById("sound-place").hidden = !globalThis.AudioContext;
