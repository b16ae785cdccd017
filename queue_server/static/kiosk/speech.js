// The kiosk reads its panels out, for one pair of ears: off at first, louder with each touch, off again for the next one.
import { all, current, frame, hear, place } from "./frame.js";
import { tongue } from "./menus.js";

const VOLUMES = [0, 0.3, 0.6, 1];
const NAMES = ["off", "low", "middle", "loud"];
const READ = "h1, p, li, .own-sign, .kiosk-button, .kiosk-way";
const NUMBER = /\b([A-Z]{1,3})(\d{3,})\b/g;
const player = new Audio();
let level = 0;
let waiting = [];
let told = "";

const address = (what) => `/kiosk/${document.body.dataset.code}/${what}`;
const texts = (text) => address(`say?lang=${tongue()}&text=${encodeURIComponent(text)}`);

/** Say texts one after another; what was being said is broken off. With `aloud` also to somebody who did not ask. */
export function say(lines, { aloud = false } = {}) {
  play(lines.map((line) => ({ url: texts(spelt(line)) })), aloud ? Math.max(level, 2) : level);
}

/** Play what each button sounds like in turn, the one that is heard marked. */
export function sayEach(buttons) {
  const piece = (button) => ({ button, url: button.dataset.sample ? address(`sample/${button.dataset.sample}`) : own(button) });
  play([...buttons].map(piece), Math.max(level, 2));
}

const own = (button) => address(`say?lang=${button.dataset.language}&text=${encodeURIComponent(button.dataset.say)}`);

function play(pieces, loudness) {
  hush();
  if (!loudness) return;
  player.volume = VOLUMES[loudness];
  waiting = pieces;
  playNext();
}

function playNext() {
  for (const each of all("[data-heard]")) delete each.dataset.heard;
  const next = waiting.shift();
  if (!next) return;
  if (next.button) next.button.dataset.heard = "";
  player.src = next.url;
  player.play().catch(() => {}); // broken off by the next one, or no loudspeaker
}

function hush() {
  waiting = [];
  player.pause();
  for (const each of all("[data-heard]")) delete each.dataset.heard;
}

/** Off, quiet, louder, loudest, off. */
export function louder() {
  level = (level + 1) % VOLUMES.length;
  showLevel();
  told = "";
  tellPanel();
}

function showLevel() {
  for (const each of all("[data-listen]")) {
    each.setAttribute("aria-pressed", String(level > 0));
    each.querySelector("[data-listen-text]").textContent = each.dataset[NAMES[level]];
  }
}

/** Everything that can be read on the panel, in the order of the page; not again when only a figure has changed. */
function tellPanel() {
  showLevel();
  const page = place(current()).querySelector("[data-page-now]")?.textContent ?? "";
  const now = [current(), tongue(), page].join();
  if (now === told) return;
  told = now;
  if (level || current() === "help") say(lines(), { aloud: current() === "help" });
  else if (current() !== "languages") hush();
}

function lines() {
  return [...place(current()).querySelectorAll(READ)].filter((each) => each.checkVisibility()).map(readable);
}

/** The text of an element without its second language; of a picture, what it shows. */
function readable(element) {
  if (element.matches("svg")) return element.getAttribute("aria-label");
  const copy = element.cloneNode(true);
  for (const each of copy.querySelectorAll(".kiosk-second, .letter, [hidden]")) each.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

const spelt = (text) => text.slice(0, 400).replace(NUMBER, (_, letters, digits) => [letters, ...digits].join(" "));

frame.addEventListener("focusin", ({ target }) => {
  if (level && target.matches("button:focus-visible")) say([readable(target)]);
});
player.addEventListener("ended", playNext);
player.addEventListener("error", () => (waiting = []));
hear("shown", tellPanel);
hear("home", () => {
  level = 0;
  told = "";
  hush();
});
