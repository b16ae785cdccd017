// Speaks calls: each once, one after the other, chime first, recalls before the rest.

import { loudness } from "./loudness.js";
import { Pack } from "./pack.js";

const STALE_MS = 60000; // nothing older is spoken
const CROWD = 3; // so many more waiting to be called: everybody is called, but in few words
const BEFORE_CHIME_S = 0.02; // until then the clips of the call are in their places
const AFTER_CHIME_S = 0.5;
const BETWEEN_LANGUAGES_S = 0.5;
const BETWEEN_CALLS_S = 0.6;
const BRIEF_GAP_S = 0.02;
const BETWEEN_BRIEF_CALLS_S = 0.25;
const KEPT = 200;
const MEMORY = "spoken";

// Ids begin anew with a new database, so the time belongs to the key.
const key = (call) => `${call.call_id} ${call.calls} ${call.called_at}`;

export class Voice {
  #context = null; // until there is a voice
  #volume;
  #sound = {}; // how often each call is said, and how loud at what hour
  #packs = [];
  #tuned = 0; // how often: packs that were loaded too late are left
  #line = []; // calls still to be spoken
  #known; // keys of the calls that were taken in
  #spoken; // and of those that were spoken, kept over a reload of the page
  #busy = false;
  #clock;
  #on;

  constructor(clock, on) {
    this.#on = on;
    this.#clock = clock;
    this.#spoken = JSON.parse(sessionStorage.getItem(MEMORY) ?? "[]");
    this.#known = new Set(this.#spoken);
  }

  // `voices` are the folders of the packs, in the order of speech; none for a silent screen. The voices that
  // spoke so far go on until the new ones are loaded.
  async tune(voices, sound) {
    this.#tuned += 1;
    const mine = this.#tuned;
    this.#sound = sound;
    if (voices.length) this.#begin();
    const packs = voices.map((voice) => new Pack(voice, this.#context, sound));
    if (!this.#packs.length) this.#packs = packs;
    await Promise.all(packs.map((pack) => pack.ready));
    if (mine !== this.#tuned) return;
    this.#packs = packs;
    if (!packs.length) this.#line = [];
    document.body.dataset.speaks = voices.join(" ");
    if (this.#context) this.#tellSound();
  }

  #begin() {
    if (this.#context) return;
    this.#context = new AudioContext();
    this.#volume = new GainNode(this.#context);
    this.#volume.connect(this.#context.destination);
    this.#context.addEventListener("statechange", () => this.#tellSound());
    setTimeout(() => this.#tellSound(), 800);
  }

  turnOn() {
    this.#context?.resume();
  }

  get isSpeaking() {
    return this.#busy && this.#packs.length > 0;
  }

  // Take in the calls of a board, newest first. What comes while the screen is silent is not made up for.
  hear(calls) {
    if (!this.#context) return;
    for (const call of [...calls].reverse()) {
      if (!this.#known.has(key(call)) && this.#packs.length) this.#enqueue(call);
      this.#known.add(key(call));
    }
    if (this.#known.size > 2 * KEPT) this.#known = new Set([...this.#spoken, ...calls.map(key)]);
    this.#speakNext();
  }

  #tellSound() {
    const on = this.#context.state === "running";
    this.#on.onSound(on || !this.#packs.length);
    if (on) this.#speakNext();
  }

  #remember(call) {
    this.#spoken = [...this.#spoken, key(call)].slice(-KEPT);
    sessionStorage.setItem(MEMORY, JSON.stringify(this.#spoken));
  }

  #enqueue(call) {
    this.#line = this.#line.filter((other) => other.number !== call.number);
    const recalls = this.#line.findLastIndex((other) => other.calls > 1) + 1;
    this.#line.splice(call.calls > 1 ? recalls : this.#line.length, 0, call);
  }

  async #speakNext() {
    if (this.#busy || this.#context.state !== "running") return;
    this.#busy = true;
    await Promise.all(this.#packs.map((pack) => pack.ready));
    this.#line = this.#line.filter((call) => this.#age(call) < STALE_MS);
    const call = this.#line.shift();
    if (call && this.#packs.length) await this.#announce(call, this.#line.length >= CROWD);
    this.#busy = false;
    if (call) this.#speakNext();
  }

  async #announce(call, brief) {
    this.#remember(call);
    this.#on.onSpeaking(call);
    const missing = this.#packs.map((pack) => pack.missing(call)).find((word) => word !== null);
    if (missing !== undefined) this.#on.onTrouble(call, missing);
    await (brief ? this.#speakBriefly(call) : this.#speak(call));
    this.#on.onSpeaking(null);
  }

  #age(call) {
    return this.#clock.now() - Date.parse(call.called_at);
  }

  // Chime, then every language; all of it as often as the hall wishes.
  async #speak(call) {
    const said = this.#packs.map((pack) => pack.sentence(call)).filter(Boolean);
    const chime = this.#packs.map((pack) => pack.chime).find(Boolean);
    const start = this.#start();
    let at = start + (chime ? this.#play(chime, start) + AFTER_CHIME_S : 0);
    for (let time = 0; time < (this.#sound.repeat ?? 1); time += 1) {
      for (const sentence of said) at = this.#say(sentence, at) + BETWEEN_LANGUAGES_S;
    }
    this.#log(call, start, at, said);
    await this.#until(at + BETWEEN_CALLS_S);
  }

  // The shortest sentence, in the first language that can say it.
  async #speakBriefly(call) {
    const said = this.#packs.map((pack) => pack.sentence(call, "brief")).filter(Boolean).slice(0, 1);
    if (!said.length) return this.#speak(call);
    const start = this.#start();
    const end = this.#say({ ...said[0], gap: BRIEF_GAP_S }, start);
    this.#log(call, start, end, said);
    await this.#until(end + BETWEEN_BRIEF_CALLS_S);
  }

  #start() {
    this.#volume.gain.value = loudness(this.#sound, document.body.dataset.hour);
    return this.#context.currentTime + BEFORE_CHIME_S;
  }

  #say({ buffers, gap }, start) {
    let at = start;
    for (const buffer of buffers) at += this.#play(buffer, at) + gap;
    return at;
  }

  // Start `buffer` at `at` on the context's clock; its length in s.
  #play(buffer, at) {
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#volume);
    source.start(at);
    return buffer.duration;
  }

  // Waits on the context's own clock, which stands still while the sound is off.
  async #until(end) {
    while (this.#context.currentTime < end) {
      const left = Math.max(0.02, end - this.#context.currentTime);
      await new Promise((resolve) => { setTimeout(resolve, left * 1000); });
    }
  }

  #log(call, start, end, said) {
    const entry = document.createElement("li");
    const languages = said.map((sentence) => sentence.language).join(" ");
    Object.assign(entry.dataset, { spoken: call.call_id, said: call.number, start, end, languages });
    entry.textContent = `${call.number} → ${call.counter_label}`;
    const log = document.getElementById("spoken");
    log.append(entry);
    if (log.children.length > KEPT) log.firstChild.remove();
  }
}
