// What a screen keeps besides its board: fetched anew when the board tells of another edition.

const TIMEOUT_MS = 5000;
const RETRY_MS = 5000;

export class Playlist {
  #config;
  #take;
  #known = ""; // the edition that we have
  #wanted = "";
  #asking = false;

  // `take` gets {voices, sound, slides}. The screen of a counter has none of them.
  constructor(config, take) {
    this.#config = config;
    this.#take = take;
  }

  hear(edition) {
    if (!edition || this.#config.counter) return;
    this.#wanted = edition;
    if (this.#wanted !== this.#known && !this.#asking) this.#ask(edition);
  }

  async #ask(wanted) {
    this.#asking = true;
    const told = await this.#fetch().catch(() => null);
    this.#asking = false;
    if (!told) return setTimeout(() => this.hear(this.#wanted), RETRY_MS);
    this.#known = wanted;
    this.#take(told);
    this.hear(this.#wanted);
  }

  async #fetch() {
    const headers = { Authorization: `Bearer ${this.#config.token}` };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(`/api/v1/screens/${this.#config.code}`, { headers, signal, cache: "no-store" });
    return answer.ok ? answer.json() : null;
  }
}
