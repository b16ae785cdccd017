// A live page of the staff: fragments kept fresh, one sentence at the foot, times that run.
import { getText } from "./api.js";
import { swap } from "./fragments.js";
import { hearIdentity } from "./identity.js";
import { keepFresh } from "./live.js";

export const texts = JSON.parse(document.body.dataset.texts);
const say = document.getElementById("say");
const line = document.getElementById("line");
const places = [...document.querySelectorAll("[data-fragment]")];
const fetchedAt = new Map(places.map((place) => [place, Date.now()]));
const shown = new Map(places.map((place) => [place, 0]));
let asked = 0;
let ahead = 0; // milliseconds by which this machine's clock is ahead of the server's
let silence = null;

/** One sentence at the foot of the page, read out by screen readers; it goes after 8 s. */
export function tell(sentence) {
  clearTimeout(silence);
  say.textContent = sentence;
  say.hidden = !sentence;
  silence = setTimeout(() => (say.hidden = true), 8000);
}

/** Show how the server is reached: "live", "poll", "away" or "out" (signed out). */
export function showLine(state) {
  for (const each of line?.querySelectorAll("[data-line]") ?? []) each.hidden = each.dataset.line !== state;
  document.body.dataset.lineState = state;
}

/** A place with `data-every` is fetched no more often than that many seconds. */
function isDue(place) {
  return Date.now() - fetchedAt.get(place) >= Number(place.dataset.every ?? 0) * 1000;
}

/** Fetch the live parts anew; throws Problem or Away. */
export async function refresh() {
  for (const place of places.filter(isDue)) {
    const mine = ++asked;
    const html = await getText(place.dataset.fragment);
    if (mine < shown.get(place)) continue; // a later question was answered first
    shown.set(place, mine);
    fetchedAt.set(place, Date.now());
    swap(place, html);
  }
  settle();
  for (const each of document.querySelectorAll("[data-heard]")) each.textContent = clock(Date.now() - ahead);
}

function settle() {
  document.dispatchEvent(new Event("shown"));
  const now = document.querySelector("[data-now]")?.dataset.now;
  if (now) ahead = Date.now() - Date.parse(now);
  run();
}

function clock(at) {
  const options = { hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone };
  return new Date(at).toLocaleTimeString("vi-VN", options);
}

/** Times that run since an instant, and notes that end at one. */
function run() {
  const now = Date.now() - ahead;
  for (const each of document.querySelectorAll("[data-running]")) each.textContent = elapsed(now, each.dataset.running);
  for (const each of document.querySelectorAll("[data-until]")) each.hidden = now > Date.parse(each.dataset.until);
  for (const each of document.querySelectorAll("[data-clock]")) each.textContent = clock(now);
}

function elapsed(now, since) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

hearIdentity(() => tell(texts.identity ?? ""));
settle();
setInterval(run, 1000);
if (places.length) keepFresh({ refresh, onLine: showLine });
