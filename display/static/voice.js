// Speaks calls: each once, one after the other, chime first, recalls before the rest.

import { Pack } from "./pack.js";

const STALE_MS = 60000; // nothing older is spoken
const AFTER_CHIME_S = 0.4;
const BETWEEN_LANGUAGES_S = 0.5;
const BETWEEN_CALLS_S = 0.6;
const KEPT = 200;
const MEMORY = "spoken";

// Ids begin anew with a new database, so the time belongs to the key.
const key = (call) => `${call.call_id} ${call.called_at}`;

export class Voice {
  #context;
  #packs = [];
  #line = []; // calls still to be spoken
  #known; // keys of the calls that were taken in
  #spoken; // and of those that were spoken, kept over a reload of the page
  #busy = false;
  #clock = { server: 0, at: 0 };
  #on;

  // `voices` are the folders of the packs, in the order of speech; none for a silent screen.
  constructor(voices, on) {
    this.#on = on;
    this.#spoken = JSON.parse(sessionStorage.getItem(MEMORY) ?? "[]");
    this.#known = new Set(this.#spoken);
    if (!voices.length) return;
    this.#context = new AudioContext();
    this.#packs = voices.map((voice) => new Pack(voice, this.#context));
    this.#context.addEventListener("statechange", () => this.#tellSound());
    setTimeout(() => this.#tellSound(), 800);
  }

  turnOn() {
    this.#context.resume();
  }

  // Take in the calls of a board, newest first, and the server's time in ms.
  hear(calls, now) {
    if (!this.#context) return;
    this.#clock = { server: now, at: performance.now() };
    for (const call of [...calls].reverse()) {
      if (!this.#known.has(key(call))) this.#enqueue(call);
    }
    this.#speakNext();
  }

  #tellSound() {
    const on = this.#context.state === "running";
    this.#on.onSound(on);
    if (on) this.#speakNext();
  }

  #remember(call) {
    this.#spoken = [...this.#spoken, key(call)].slice(-KEPT);
    sessionStorage.setItem(MEMORY, JSON.stringify(this.#spoken));
  }

  #enqueue(call) {
    this.#known.add(key(call));
    this.#line = this.#line.filter((other) => other.number !== call.number);
    const recalls = this.#line.findLastIndex((other) => other.calls > 1) + 1;
    this.#line.splice(call.calls > 1 ? recalls : this.#line.length, 0, call);
  }

  async #speakNext() {
    if (this.#busy || this.#context.state !== "running") return;
    this.#line = this.#line.filter((call) => this.#age(call) < STALE_MS);
    const call = this.#line.shift();
    if (!call) return;
    this.#busy = true;
    this.#remember(call);
    this.#on.onSpeaking(call);
    await this.#speak(call);
    this.#on.onSpeaking(null);
    this.#busy = false;
    this.#speakNext();
  }

  #age(call) {
    return this.#clock.server + performance.now() - this.#clock.at - Date.parse(call.called_at);
  }

  async #speak(call) {
    await Promise.all(this.#packs.map((pack) => pack.ready));
    const said = this.#packs.map((pack) => pack.sentence(call)).filter(Boolean);
    const chime = this.#packs.map((pack) => pack.chime).find(Boolean);
    const start = this.#context.currentTime + 0.05;
    let at = start + (chime ? this.#play(chime, start) + AFTER_CHIME_S : 0);
    for (const { buffers, gap } of said) {
      for (const buffer of buffers) at += this.#play(buffer, at) + gap;
      at += BETWEEN_LANGUAGES_S;
    }
    this.#log(call, start, at, said.map((sentence) => sentence.language));
    await this.#until(at + BETWEEN_CALLS_S);
  }

  // Start `buffer` at `at` on the context's clock; its length in s.
  #play(buffer, at) {
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#context.destination);
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

  #log(call, start, end, languages) {
    const entry = document.createElement("li");
    Object.assign(entry.dataset, {
      spoken: call.call_id, said: call.number, start, end, languages: languages.join(" "),
    });
    const log = document.getElementById("spoken");
    log.append(entry);
    if (log.children.length > KEPT) log.firstChild.remove();
  }
}
