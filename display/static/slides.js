// What is shown between calls: which slide, for how long, and that it is gone as soon as somebody is called.

import { fitAll } from "./drawing.js";
import { drawSlide, fitSheet } from "./slide-drawing.js";

const YIELD_MS = 20000; // a call has the whole board for so long
const REST_MS = 12000; // and so has the list of calls after each round
const PAGES_A_TURN = 3; // of a long list; its next turn goes on where this one ended

export class Slides {
  #place;
  #day; // of the hall's zone: "2026-11-22"
  #all = [];
  #turn = 0; // the next slide of this round
  #shown = null; // {slide, ends}
  #quietUntil = 0;
  #newest = null;
  #pages = new Map(); // slide: the page that is next

  constructor(place, timeZone) {
    this.#place = place;
    this.#day = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  }

  // Every picture is fetched before its turn; what cannot be fetched has none.
  set(all) {
    this.#close();
    this.#turn = 0;
    this.#all = all.map((slide) => drawSlide(slide));
  }

  // The calls of a board, newest first: a new one ends whatever is shown.
  hear([newest], now) {
    const key = newest ? `${newest.call_id} ${newest.called_at}` : "";
    if (key === this.#newest) return;
    this.#newest = key;
    if (newest) this.#yield(Math.max(Date.parse(newest.called_at), this.#shown ? now : 0));
  }

  // `busy`: the line is lost, or a call is being spoken.
  tick(now, busy) {
    if (busy) return this.#yield(now - YIELD_MS + 1000);
    if (now < this.#quietUntil) return;
    if (this.#shown && now < this.#shown.ends && !this.#shown.slide.isOver()) return;
    this.#next(now);
  }

  #yield(since) {
    this.#close();
    this.#quietUntil = Math.max(this.#quietUntil, since + YIELD_MS);
  }

  #next(now) {
    const slide = this.#find(now);
    this.#close();
    if (slide) this.#open(slide, now);
    else if (this.#turn > 0) this.#rest(now);
  }

  #find(now) {
    while (this.#turn < this.#all.length) {
      const slide = this.#all[this.#turn];
      const page = this.#pages.get(slide) ?? 0;
      if (this.#isDue(slide, now) && page < Math.max(1, slide.pages)) return slide;
      this.#turn += 1;
    }
    return null;
  }

  #rest(now) {
    this.#turn = 0;
    this.#quietUntil = now + REST_MS;
    for (const [slide, page] of this.#pages) if (page >= slide.pages) this.#pages.delete(slide);
  }

  #isDue({ told, ready }, now) {
    const day = this.#day.format(now);
    const time = document.body.dataset.hour;
    const inDays = (!told.first || told.first <= day) && (!told.last || day <= told.last);
    return ready() && inDays && (!told.begins || told.begins <= time) && (!told.ends || time < told.ends);
  }

  #open(slide, now) {
    const page = this.#pages.get(slide) ?? 0;
    this.#place.replaceChildren(slide.draw(page));
    this.#place.hidden = false;
    document.body.dataset.slide = slide.told.kind;
    this.#shown = { slide, ends: now + slide.told.seconds * 1000 };
    fitAll();
    fitSheet(this.#place);
    slide.begin();
    if (slide.pages > 1) this.#pages.set(slide, page + 1);
    if (slide.pages <= 1 || (page + 1) % PAGES_A_TURN === 0) this.#turn += 1;
  }

  #close() {
    if (!this.#shown) return;
    this.#shown.slide.end();
    this.#shown = null;
    this.#place.hidden = true;
    this.#place.replaceChildren();
    delete document.body.dataset.slide;
    fitAll();
  }
}
