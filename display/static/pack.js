// A voice pack: which clips say a call.

const REST_S = 0.18; // for a comma
const DIGIT = /[0-9]/;
const ZEROS = ["linh", "lẻ"]; // for a missing ten, in the north and in the south
const RETRY_MS = 10000;
const FETCH_MS = 5000;
const LONGEST_S = 8; // what lasts longer is no word of a call, and would hold up everybody
const LARGEST_BYTES = 2e6;

export class Pack {
  ready; // settled when everything was tried once
  #folder;
  #context;
  #told = null; // pack.json
  #clips = new Map(); // file: AudioBuffer
  #rest;
  #wish; // of the hall: reading, zero; the pack's own where it says nothing

  constructor(voice, context, wish = {}) {
    this.#wish = wish;
    this.#folder = `/display/voice/${voice}`;
    this.#context = context;
    const { sampleRate } = context;
    this.#rest = new AudioBuffer({ length: Math.ceil(REST_S * sampleRate), sampleRate });
    this.ready = this.#load();
  }

  // {language, buffers, gap in s}, or null when the pack cannot say all of it. `form` is template or brief.
  sentence(call, form = "template") {
    const template = this.#told?.[form];
    if (!template) return null;
    const words = template.flatMap((part) => this.#words(part, call));
    const buffers = words.map((word) => (word === "," ? this.#rest : this.#clips.get(this.#told.clips[word])));
    if (!buffers.every(Boolean)) return null;
    return { language: this.#told.language, buffers, gap: this.#told.gap_ms / 1000 };
  }

  // The first word for which there is no clip, or null when the call can be said.
  missing(call) {
    if (!this.#told?.template) return "pack.json";
    const words = this.#told.template.flatMap((part) => this.#words(part, call));
    return words.find((word) => word !== "," && !this.#clips.get(this.#told.clips[word])) ?? null;
  }

  get chime() {
    return this.#told && this.#clips.get(this.#told.chime);
  }

  // Everything is fetched and decoded once, before it is needed; what is missing is tried again.
  async #load() {
    try {
      this.#told ??= await this.#fetch("pack.json", "no-cache").then((answer) => answer.json());
      const { chime, clips } = this.#told;
      for (const file of [chime, ...Object.values(clips)]) {
        if (!this.#clips.has(file)) await this.#loadClip(file);
      }
    } catch {
      setTimeout(() => this.#load(), RETRY_MS);
    }
  }

  async #loadClip(file) {
    const answer = await this.#fetch(`${file}?v=${this.#told.voice}-${this.#told.edition}`);
    if (answer.status === 404) return;
    if (Number(answer.headers.get("Content-Length")) > LARGEST_BYTES) return answer.body.cancel();
    const clip = await this.#context.decodeAudioData(await answer.arrayBuffer()).catch(() => null);
    this.#clips.set(file, clip?.duration <= LONGEST_S ? clip : null);
  }

  async #fetch(name, cache = "default") {
    const answer = await fetch(`${this.#folder}/${name}`, { cache, signal: AbortSignal.timeout(FETCH_MS) });
    if (!answer.ok && answer.status !== 404) throw new Error(answer.statusText);
    return answer;
  }

  #words(part, call) {
    if (part === "{number}") return this.#number(call.number, this.#wish.reading || this.#told.reading);
    if (part === "{counter}") return this.#number(call.counter, "counted");
    return [part];
  }

  // The letters of a number like A012, then its digits, or the words that count them.
  #number(number, reading) {
    const letters = [...number.toUpperCase()].filter((char) => !DIGIT.test(char));
    const digits = [...number].filter((char) => DIGIT.test(char));
    const value = Number(digits.join(""));
    if (!digits.length) return letters;
    const counted = reading === "counted" && this.#told.counted[value];
    if (counted) return [...letters, ...counted.split(" ").map((word) => this.#zero(word))];
    return [...letters, ...digits.map((digit) => this.#told.counted[digit])];
  }

  #zero(word) {
    return this.#wish.zero && ZEROS.includes(word) ? this.#wish.zero : word;
  }
}
