// Somebody came while the clerk had nobody, or looked elsewhere: a number in the title, and one short chime.
import { chime } from "./chime.js";

const STORE = "chime";
const NOTES = [
  [880, 0],
  [1175, 0.16],
];
const title = document.title;
const toggle = document.getElementById("chime");
let waitingBefore = null;
let sounds = null;

function isOn() {
  return localStorage.getItem(STORE) !== "off";
}

function showToggle() {
  toggle?.setAttribute("aria-pressed", isOn());
  for (const each of toggle?.querySelectorAll("[data-when]") ?? []) each.toggleAttribute("hidden", (each.dataset.when === "on") !== isOn());
}

function call() {
  sounds ??= new AudioContext(); // stays silent until this page was touched once: the browser's rule
  sounds.resume();
  chime(sounds, NOTES, 0.12, 0.35);
}

function attend() {
  const { waiting, free } = document.querySelector("[data-waiting]")?.dataset ?? {};
  const count = Number(waiting ?? 0);
  const isCalled = count > 0 && (free === "yes" || document.hidden);
  document.title = isCalled ? `(${count}) ${title}` : title;
  if (isCalled && waitingBefore === 0 && isOn()) call();
  waitingBefore = count;
}

toggle?.addEventListener("click", () => {
  localStorage.setItem(STORE, isOn() ? "off" : "on");
  showToggle();
  if (isOn()) call();
});
document.addEventListener("shown", attend);
document.addEventListener("visibilitychange", attend);
showToggle();
attend();
