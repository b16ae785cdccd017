// A new alarm sounds once on the manager's page, if the hall wishes it and it is not quiet.
import "./moves.js";

const heard = new Set([...document.querySelectorAll("[data-alarm]")].map((each) => each.dataset.alarm));
let sound = null;

function chime() {
  sound ??= new AudioContext();
  for (const [pitch, delay] of [[660, 0], [880, 0.18], [660, 0.36]]) {
    const tone = sound.createOscillator();
    const loud = sound.createGain();
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.2, sound.currentTime + delay);
    loud.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + delay + 0.16);
    tone.connect(loud).connect(sound.destination);
    tone.start(sound.currentTime + delay);
    tone.stop(sound.currentTime + delay + 0.17);
  }
  document.body.dataset.sounded = Number(document.body.dataset.sounded ?? 0) + 1;
}

document.addEventListener("shown", () => {
  const open = [...document.querySelectorAll("[data-alarm]")];
  const fresh = open.filter((each) => !heard.has(each.dataset.alarm) && !each.dataset.seen);
  const keys = open.map((each) => each.dataset.alarm);
  heard.forEach((key) => keys.includes(key) || heard.delete(key));
  keys.forEach((key) => heard.add(key));
  if (fresh.length && document.getElementById("alarms")?.dataset.sound) chime();
});
