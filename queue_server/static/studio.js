// The recording studio: one word after the other, by touch or by key.

import { tell, texts } from "./page.js";
import { Recorder } from "./recorder.js";
import { send } from "./send.js";

const QUIET = 0.05;
const LOUD = 0.97;
const part = (id) => document.getElementById(id);
const studio = part("studio");
const lines = [...document.querySelectorAll(".line")];
const recorder = new Recorder(Number(studio.dataset.rate));
const player = new Audio();
let place = Math.max(0, lines.findIndex((line) => !line.dataset.clip));
let state = "ready"; // or "recording", "sending"
let loudest = 0; // of the recording that is made

function show() {
  const line = lines[place];
  part("prompt").textContent = line.querySelector(".line-text").textContent;
  part("prompt").lang = line.querySelector(".line-text").lang;
  part("place").textContent = `${place + 1}/${lines.length}`;
  for (const each of lines) each.setAttribute("aria-current", each === line);
  part("before").disabled = place === 0 || state !== "ready";
  part("next").disabled = place === lines.length - 1 || state !== "ready";
  part("listen").disabled = !line.dataset.clip || state !== "ready";
  part("record").disabled = state === "sending" || !Recorder.possible;
  part("record").classList.toggle("recording", state === "recording");
  part("record-word").textContent = state === "recording" ? texts.stop : line.dataset.clip ? texts.again : texts.record;
}

function go(to) {
  if (state !== "ready" || !lines[to]) return;
  place = to;
  say(texts.ready);
  level(0);
  show();
}

function say(sentence) {
  part("told").textContent = sentence;
}

function level(loud) {
  part("fill").style.setProperty("--level", loud.toFixed(3));
  part("bar").setAttribute("aria-valuenow", Math.round(loud * 100));
}

recorder.onLevel = (loud) => {
  loudest = Math.max(loudest, loud);
  const before = Number(part("fill").style.getPropertyValue("--level"));
  level(Math.max(loud, before * 0.97)); // sinks slowly, so that it can be read
  part("fill").className = loud > LOUD ? "too-loud" : "";
};

async function record() {
  if (state === "recording") return recorder.stop();
  if (state !== "ready" || !Recorder.possible) return;
  player.pause();
  loudest = 0;
  try {
    enter("recording", texts.speak);
    const clip = await recorder.record();
    enter("sending", texts.sending);
    await keep(clip);
  } catch (failure) {
    say(texts.ready);
    tell(sentence(failure));
  }
  level(0);
  state = "ready";
  show();
}

function enter(next, told) {
  state = next;
  say(told);
  show();
}

async function keep(clip) {
  const line = lines[place];
  const word = encodeURIComponent(line.dataset.word);
  const kept = await send(`/admin/voice/${studio.dataset.voice}/clips?word=${word}`, clip, "audio/wav");
  line.dataset.clip = kept.clip;
  line.querySelector(".line-state").textContent = part("progress").dataset.recorded ?? "";
  part("done").textContent = kept.recorded;
  part("progress").value = kept.recorded;
  const how = loudest > LOUD ? texts.too_loud : loudest < QUIET ? texts.too_quiet : texts.good;
  const length = texts.kept.replace("{seconds}", kept.length_s.toLocaleString(document.documentElement.lang));
  say(kept.recorded === kept.of ? `${length} · ${texts.whole}` : `${length} · ${how}`);
  listen();
}

function sentence(failure) {
  if (failure.name === "NotAllowedError") return texts.denied;
  if (failure instanceof DOMException) return texts.no_microphone;
  return failure.message || texts.failed;
}

function listen() {
  const { clip } = lines[place].dataset;
  if (!clip) return;
  player.src = clip;
  player.play().catch(() => {});
}

const KEYS = {
  r: record,
  l: listen,
  ArrowLeft: () => go(place - 1),
  ArrowRight: () => go(place + 1),
};

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) act();
});
part("record").addEventListener("click", record);
part("listen").addEventListener("click", listen);
part("before").addEventListener("click", () => go(place - 1));
part("next").addEventListener("click", () => go(place + 1));
part("script").addEventListener("click", (event) => go(lines.indexOf(event.target.closest(".line"))));
part("insecure").hidden = Recorder.possible;
show();
