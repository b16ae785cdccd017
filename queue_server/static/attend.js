// Somebody came while the clerk had nobody, or looked elsewhere: a number in the title, and one short chime.
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

function strike(pitch, after) {
  const tone = sounds.createOscillator();
  const loudness = sounds.createGain();
  const at = sounds.currentTime + after;
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.12, at);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
  tone.connect(loudness).connect(sounds.destination);
  tone.start(at);
  tone.stop(at + 0.4);
}

function chime() {
  sounds ??= new AudioContext(); // stays silent until this page was touched once: the browser's rule
  sounds.resume();
  for (const [pitch, after] of NOTES) strike(pitch, after);
}

function attend() {
  const { waiting, free } = document.querySelector("[data-waiting]")?.dataset ?? {};
  const count = Number(waiting ?? 0);
  const isCalled = count > 0 && (free === "yes" || document.hidden);
  document.title = isCalled ? `(${count}) ${title}` : title;
  if (isCalled && waitingBefore === 0 && isOn()) chime();
  waitingBefore = count;
}

toggle?.addEventListener("click", () => {
  localStorage.setItem(STORE, isOn() ? "off" : "on");
  showToggle();
  if (isOn()) chime();
});
document.addEventListener("shown", attend);
document.addEventListener("visibilitychange", attend);
showToggle();
attend();
