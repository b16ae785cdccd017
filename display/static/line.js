// The line to the server: a socket for the news, and plain requests as the net below it.

import { Clock } from "./clock.js";

const TICK_MISSED_MS = 12000; // the server tells the newest seq every 4 s
const POLL_MS = 2000;
const POLL_TIMEOUT_MS = 1400;
const LOST_AFTER_MS = 1200; // of polling in vain: a band within 5 s, where the server pings every 2 s
const RELOAD_MS = 10000;

export class Line {
  clock = new Clock();
  onBoard = () => {}; // (board)
  onOther = () => {}; // the same board in English
  onTold = () => {}; // (name of an event, its payload): what is meant for this screen alone
  onState = () => {}; // ({state, line, asOf: server's time of the data or null, age in s})

  #config;
  #silenceMs; // a living socket is never silent for so long
  #socket;
  #joined = false;
  #refused = false; // the server does not know our token
  #polling = false;
  #seq = -1;
  #wanted = -1; // the newest seq that we heard of
  #etag = "";
  #heard = -Infinity; // last sign of life on the socket, by performance.now()
  #ticked = -Infinity;
  #polled = -Infinity;
  #sure = 0; // when the board was last known to be the server's
  #empty = true;
  #renewing = false;
  #notice = null;

  constructor(config) {
    this.#config = config;
    this.#silenceMs = Number(config.silence) * 1000;
  }

  open() {
    setInterval(() => this.#watch(), 200);
    this.#socket = io({
      transports: ["websocket"], reconnectionDelay: 250, reconnectionDelayMax: 700, timeout: 3000,
    });
    this.#socket.on("connect", () => this.#join());
    this.#socket.on("disconnect", () => { this.#joined = false; });
    this.#socket.io.on("ping", () => this.#alive());
    this.#socket.on("board.state", (board) => this.#news(board));
    for (const name of ["device.reload", "device.identify"]) this.#socket.on(name, (told) => this.onTold(name, told));
    this.#socket.on("tick", (tick) => this.#tick(tick));
    addEventListener("online", () => this.#poll());
  }

  #join() {
    const { token, code, edition: page } = this.#config;
    this.#socket.timeout(3000).emit("join", { token, as: "screen", code, page }, (error, answer) => {
      if (error) return this.#socket.disconnect().connect();
      this.#refused = !answer.ok;
      if (this.#refused) {
        this.#renew();
        return setTimeout(() => this.#socket.connected && this.#join(), POLL_MS);
      }
      this.#joined = true;
      this.#ticked = performance.now();
      this.#wanted = -1;
      this.#take(answer.snapshot); // whole and newest, even after a restore to an earlier seq
      this.#alive();
    });
  }

  #news(board) {
    if (board.seq >= this.#seq) this.#take(board);
    this.#alive();
  }

  #tick(tick) {
    this.#ticked = performance.now();
    this.#wanted = Math.max(this.#wanted, tick.seq);
    this.clock.hear(tick.at);
    this.#alive();
    if (this.#behind) this.#poll();
  }

  // Something is known to have changed since our board.
  get #behind() {
    return this.#wanted > this.#seq;
  }

  // What comes over the socket comes in order: at any sign of life the board is the newest, or known not to be.
  #alive() {
    this.#heard = performance.now();
    if (this.#joined && !this.#behind) this.#sure = this.#heard;
  }

  #take(board, etag = "") {
    this.#seq = board.seq;
    this.#wanted = Math.max(this.#wanted, board.seq);
    this.#etag = etag;
    this.#empty = false;
    this.#sure = performance.now();
    this.clock.hear(board.at);
    this.onBoard(board);
    const notice = `${board.edition} ${board.notice}`;
    if (notice !== this.#notice) this.#askOther(notice);
  }

  #watch() {
    const at = performance.now();
    const quiet = !this.#joined || at - this.#heard > this.#silenceMs || at - this.#ticked > TICK_MISSED_MS;
    if ((quiet || this.#behind) && at - this.#polled >= POLL_MS) this.#poll();
    this.#tell(at - this.#sure, quiet);
  }

  #tell(age, quiet) {
    const lost = age > this.#silenceMs + LOST_AFTER_MS;
    const state = lost ? (this.#refused ? "refused" : "lost") : this.#empty ? "starting" : "live";
    const line = lost ? "none" : quiet ? "polling" : "socket";
    const asOf = this.#empty ? null : this.clock.now() - age;
    this.onState({ state, line, asOf, age: Math.floor(age / 1000) });
  }

  async #poll() {
    if (this.#polling) return;
    this.#polling = true;
    this.#polled = performance.now();
    if (!this.#socket.active) this.#socket.connect(); // turned away, it would never try again by itself
    try {
      await this.#fetch(this.#wanted);
    } catch {
      // The line is down: #watch counts how long.
    }
    this.#polling = false;
  }

  async #fetch(wanted) {
    const answer = await this.#ask("vi", this.#etag);
    this.clock.set(answer.headers.get("Date"));
    this.#refused = answer.status === 401 || answer.status === 403;
    if (this.#refused) return this.#renew();
    if (answer.status === 304) {
      this.#seq = Math.max(this.#seq, wanted);
      this.#sure = this.#ticked = performance.now();
    } else if (answer.ok) {
      const board = await answer.json();
      this.#ticked = performance.now();
      if (this.#joined && board.seq < this.#seq) return; // overtaken by the socket
      this.#take(board, answer.headers.get("ETag") ?? "");
      this.#seq = Math.max(this.#seq, wanted);
    }
  }

  #ask(lang, etag = "") {
    const headers = { Authorization: `Bearer ${this.#config.token}`, ...(etag && { "If-None-Match": etag }) };
    const signal = AbortSignal.timeout(POLL_TIMEOUT_MS);
    return fetch(`/api/v1/board/${this.#config.code}?lang=${lang}`, { headers, signal, cache: "no-store" });
  }

  // A call could not be said: the manager is told, or the next trouble tells of it.
  tellTrouble(number, clip) {
    const headers = { Authorization: `Bearer ${this.#config.token}`, "Content-Type": "application/json" };
    const body = JSON.stringify({ number, clip: String(clip).slice(0, 40) });
    const signal = AbortSignal.timeout(POLL_TIMEOUT_MS);
    fetch(`/api/v1/devices/${this.#config.code}/trouble`, { method: "POST", headers, body, signal }).catch(() => {});
  }

  async #askOther(notice) {
    this.#notice = notice;
    try {
      const answer = await this.#ask("en");
      if (answer.ok) this.onOther(await answer.json());
    } catch {
      this.#notice = null; // asked again with the next board
    }
  }

  // The token is no longer good: the page brings the digits of a new pairing, or a new token. A page that was
  // opened a moment ago would bring the same token again.
  async #renew() {
    if (this.#renewing) return;
    this.#renewing = true;
    const signal = AbortSignal.timeout(POLL_TIMEOUT_MS);
    const page = await fetch(location.href, { signal, cache: "no-store" }).catch(() => null);
    if (page?.status === 401 || (page?.ok && performance.now() > RELOAD_MS)) location.reload();
    this.#renewing = false;
  }
}
