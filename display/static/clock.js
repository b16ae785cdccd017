// The server's time, kept by a clock that no setting of this machine can move.

const APART_MS = 2000; // a Date header tells whole seconds only

export class Clock {
  #offset = Date.now() - performance.now();
  #known = false;

  // In ms since 1970.
  now() {
    return performance.now() + this.#offset;
  }

  // A message may have been long on its way, so it can only say that it is later than we thought.
  hear(at) {
    this.#offset = this.#known ? Math.max(this.#offset, this.#to(at)) : this.#to(at);
    this.#known = true;
  }

  // An answer that was just asked for says what time it is, to the second.
  set(date) {
    if (date && Math.abs(this.#to(date) - this.#offset) > APART_MS) this.#offset = this.#to(date);
  }

  #to(at) {
    return Date.parse(at) - performance.now();
  }
}
