// The line to the server: a socket for the news, and plain requests as the net below it.

const PING_MISSED_MS = 3000; // the server pings every 2 s
const TICK_MISSED_MS = 12000; // and tells the newest seq every 4 s
const POLL_MS = 2000;
const POLL_TIMEOUT_MS = 1400;
const LOST_MS = 4600; // a band within 5 s
const RELOAD_MS = 10000;

export class Line {
  onBoard = () => {}; // (board, server's now)
  onOther = () => {}; // the same board in English
  onState = () => {}; // (lost, server's time of the data or null, age in s)

  #config;
  #socket;
  #joined = false;
  #polling = false;
  #seq = -1;
  #etag = "";
  #offset = 0; // server's clock minus ours
  #heard = -Infinity; // last sign of life on the socket, by performance.now()
  #ticked = -Infinity;
  #polled = -Infinity;
  #sure = 0; // when the board was last known to be the server's
  #empty = true;
  #renewed = 0;
  #notice = null;

  constructor(config) {
    this.#config = config;
  }

  // The server's time in ms.
  now() {
    return Date.now() + this.#offset;
  }

  open() {
    setInterval(() => this.#watch(), 250);
    this.#socket = io({
      transports: ["websocket"], reconnectionDelay: 250, reconnectionDelayMax: 1000, timeout: 3000,
    });
    this.#socket.on("connect", () => this.#join());
    this.#socket.on("disconnect", () => { this.#joined = false; });
    this.#socket.io.on("ping", () => this.#alive());
    this.#socket.on("board.state", (board) => this.#news(board));
    this.#socket.on("tick", (tick) => this.#tick(tick));
    addEventListener("online", () => this.#poll());
  }

  #join() {
    const { token, code } = this.#config;
    this.#socket.timeout(3000).emit("join", { token, as: "screen", code }, (error, answer) => {
      if (error) return this.#socket.disconnect().connect();
      if (!answer.ok) return setTimeout(() => this.#socket.connected && this.#join(), POLL_MS);
      this.#joined = true;
      this.#ticked = performance.now();
      this.#alive();
      this.#take(answer.snapshot); // whole and newest, even after a restore to an earlier seq
    });
  }

  #news(board) {
    this.#alive();
    if (board.seq >= this.#seq) this.#take(board);
  }

  #tick(tick) {
    this.#ticked = performance.now();
    this.#alive();
    if (tick.seq > this.#seq) this.#poll(tick.seq);
  }

  #alive() {
    this.#heard = performance.now();
    if (this.#joined) this.#sure = this.#heard;
  }

  #take(board, etag = "") {
    this.#seq = board.seq;
    this.#etag = etag;
    this.#empty = false;
    this.#sure = performance.now();
    this.#offset = Date.parse(board.at) - Date.now();
    this.onBoard(board, this.now());
    if (board.notice !== this.#notice) this.#askOther(board.notice);
  }

  #watch() {
    const at = performance.now();
    const quiet = !this.#joined || at - this.#heard > PING_MISSED_MS || at - this.#ticked > TICK_MISSED_MS;
    if (quiet && at - this.#polled >= POLL_MS) this.#poll();
    const age = at - this.#sure;
    this.onState(age > LOST_MS, this.#empty ? null : this.now() - age, Math.floor(age / 1000));
  }

  async #poll(seq = this.#seq) {
    if (this.#polling) return;
    this.#polling = true;
    this.#polled = performance.now();
    try {
      await this.#fetch(seq);
    } catch {
      // The line is down: #watch counts how long.
    }
    this.#polling = false;
  }

  async #fetch(seq) {
    const answer = await this.#ask("vi", this.#etag);
    if (answer.status === 401 || answer.status === 403) return this.#renew();
    if (answer.status === 304) {
      this.#seq = Math.max(this.#seq, seq);
      this.#sure = this.#ticked = performance.now();
    } else if (answer.ok) {
      const board = await answer.json();
      this.#ticked = performance.now();
      if (!this.#joined || board.seq >= this.#seq) this.#take(board, answer.headers.get("ETag") ?? "");
    }
  }

  #ask(lang, etag = "") {
    const headers = { Authorization: `Bearer ${this.#config.token}`, ...(etag && { "If-None-Match": etag }) };
    const signal = AbortSignal.timeout(POLL_TIMEOUT_MS);
    return fetch(`/api/v1/board/${this.#config.code}?lang=${lang}`, { headers, signal, cache: "no-store" });
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

  // The token is no longer good: a page that still opens brings a new one.
  async #renew() {
    if (performance.now() - this.#renewed < RELOAD_MS) return;
    this.#renewed = performance.now();
    const page = await fetch(location.href, { cache: "no-store" });
    if (page.ok) location.reload();
  }
}
