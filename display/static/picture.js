// What the screen shows of a board.

import { arrange, element, fitAll, ownSign, pictogram, write } from "./drawing.js";
import { Lines } from "./lines.js";

const ROWS = 8; // or as many as can be read from where people sit
const MINUTE_S = 60;
const WORDS = {
  vi: {
    lost: (at, age) => `Mất kết nối – số liệu lúc ${at} (${age} trước)`,
    nothing: "Mất kết nối – chưa có số liệu",
    refused: "Màn hình chưa được phép nhận số liệu – xin báo cán bộ phụ trách",
    counter: "Quầy",
    seconds: (n) => `${n} giây`,
    minutes: (n) => `${n} phút`,
  },
  en: {
    lost: (at, age) => `Connection lost – data from ${at} (${age} ago)`,
    nothing: "Connection lost – no data yet",
    refused: "This screen may not show data – please tell the staff",
    counter: "Counter",
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} min`,
  },
};

const $ = (id) => document.getElementById(id);

// “Quầy 3” is a word and a figure; a counter with a name has no figure.
function parts(label) {
  const [, word, figure] = /^(\D+?)\s+(\d+\w*)$/u.exec(label) ?? [null, "", label];
  return { word, figure };
}

// What a row shows of a call.
const drawnAs = (call) => [call.number, call.counter_label, call.sign ?? ""].join(" ");

export class Picture {
  #board = null;
  #other = null; // the same board in English
  #newest = null;
  #speaking = null;
  #signs;
  #rows = ROWS;
  #lines; // of a waiting room
  #clock;
  #clockFull;
  #day;

  constructor({ zone: timeZone, signs, viewing, target }) {
    const time = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    this.#clock = new Intl.DateTimeFormat("vi-VN", time);
    this.#clockFull = new Intl.DateTimeFormat("vi-VN", { ...time, second: "2-digit" });
    const day = { timeZone, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" };
    this.#day = new Intl.DateTimeFormat("vi-VN", day);
    this.#signs = JSON.parse(signs);
    this.#lines = $("lines") && new Lines($("lines"), Number(target), (queue) => this.#sign(queue));
    this.#size(JSON.parse(viewing));
    addEventListener("resize", fitAll);
    document.fonts.ready.then(fitAll);
  }

  #size({ row, rows, columns }) {
    if (!row) return;
    this.#rows = rows * columns;
    document.documentElement.style.setProperty("--row", row);
    document.documentElement.style.setProperty("--rows", rows);
  }

  show(board) {
    this.#board = board;
    document.body.dataset.seq = board.seq;
    const [newest, ...earlier] = board.calls;
    this.#showNewest(newest);
    this.#showEarlier(earlier.slice(0, this.#rows));
    this.#showWaiting();
    this.#showNotice();
    this.#showPriority();
    if ($("nobody-open")) $("nobody-open").hidden = !board.open;
    if ($("nobody-closed")) $("nobody-closed").hidden = board.open;
    $("shut").hidden = board.open;
    fitAll();
  }

  translate(board) {
    this.#other = board;
    if (this.#board) this.show(this.#board);
  }

  // `call` is being spoken; null when nothing is.
  mark(call) {
    this.#speaking = call && call.call_id;
    for (const each of document.querySelectorAll("[data-call]")) {
      each.classList.toggle("speaking", each.dataset.call === String(this.#speaking));
    }
  }

  tell({ state, line, asOf, age }) {
    Object.assign(document.body.dataset, { state, line });
    const dark = state === "lost" || state === "refused";
    $("lost").hidden = !dark;
    if (!dark) return;
    for (const lang of ["vi", "en"]) write($(`lost-${lang}`), this.#lost(WORDS[lang], state, asOf, age));
    $("lost").dataset.age = age;
  }

  tick(now) {
    if (document.body.dataset.state === "live") this.#lines?.tick(now);
    document.body.dataset.hour = this.#clock.format(now);
    write($("time"), this.#clock.format(now));
    write($("date"), this.#day.format(now));
  }

  #lost(words, state, asOf, age) {
    if (state === "refused") return words.refused;
    if (asOf === null) return words.nothing;
    const ago = age < 2 * MINUTE_S ? words.seconds(age) : words.minutes(Math.floor(age / MINUTE_S));
    return words.lost(this.#clockFull.format(asOf), ago);
  }

  #showNewest(call) {
    const place = $("newest");
    place.hidden = !call;
    $("nobody").hidden = Boolean(call);
    if (!call) return place.removeAttribute("data-number");
    const { word, figure } = parts(call.counter_label);
    this.#label(place, call);
    $("newest-sign").replaceChildren(...this.#signOf(call));
    write($("newest-number"), call.number);
    write($("newest-word"), word);
    write($("newest-word-en"), this.#english(call, word));
    write($("newest-counter"), figure);
    if (this.#newest !== null && this.#newest < call.call_id) this.#pulse(place);
    this.#newest = call.call_id;
  }

  // Two names of one animation: it begins anew without a layout in between.
  #pulse(place) {
    place.classList.add("called");
    place.dataset.pulse = place.dataset.pulse === "one" ? "two" : "one";
  }

  // A row is drawn once: a call of ten metres' size waits for nothing that was there before.
  #showEarlier(calls) {
    if (!$("earlier")) return;
    const drawn = new Map([...$("earlier").children].map((row) => [row.dataset.drawn, row]));
    const rows = calls.map((call) => drawn.get(drawnAs(call)) ?? this.#row(call));
    rows.forEach((row, at) => this.#label(row, calls[at]));
    arrange($("earlier"), rows);
  }

  #row(call) {
    const row = element("li", "");
    row.dataset.drawn = drawnAs(call);
    const sign = element("span", "sign");
    sign.append(...this.#signOf(call));
    const arrow = element("span", "arrow", "→");
    arrow.setAttribute("aria-hidden", "true");
    row.append(sign, element("span", "number", call.number), arrow, element("span", "label", call.counter_label));
    return row;
  }

  #sign(number) {
    const name = this.#signs[number.replace(/\d+$/, "")];
    return name ? [pictogram(name)] : [];
  }

  // The own sign of the ticket, or the one of its queue.
  #signOf(call) {
    return call.sign ? [ownSign(call.sign, call.sign_label)] : this.#sign(call.number);
  }

  #label(where, call) {
    where.dataset.number = call.number;
    where.dataset.counter = call.counter;
    where.dataset.call = call.call_id;
    where.classList.toggle("speaking", call.call_id === this.#speaking);
  }

  #showPriority() {
    const count = this.#board.priority ?? 0;
    if (!$("priority")) return;
    $("priority").hidden = !count;
    for (const each of $("priority").querySelectorAll("b")) write(each, count);
  }

  #showWaiting() {
    this.#lines?.show(this.#board.waiting, this.#other?.waiting ?? []);
    const other = new Map((this.#other?.waiting ?? []).map((line) => [line.queue, line.label]));
    if (!$("waiting")) return;
    const drawn = new Map([...$("waiting").children].map((place) => [place.dataset.queue, place]));
    const places = this.#board.waiting.map((line) => drawn.get(line.queue) ?? this.#line(line));
    places.forEach((place, at) => {
      const { queue, label, count } = this.#board.waiting[at];
      write(place.querySelector(".name"), label);
      write(place.querySelector(".other"), other.get(queue) ?? "");
      write(place.querySelector(".number"), String(count));
    });
    arrange($("waiting"), places);
  }

  #line({ queue }) {
    const place = element("div", "line");
    place.dataset.queue = queue;
    const name = element("dt", "");
    const head = element("span", "head");
    head.append(element("b", "letter", queue), ...this.#sign(queue));
    name.append(head, element("span", "name"), element("span", "other"));
    place.append(name, element("dd", "number"));
    return place;
  }

  #showNotice() {
    const english = this.#other?.notice;
    if (!this.#board.notice && !$("notice").textContent.trim()) return;
    const vi = element("span", "", this.#board.notice);
    const en = element("span", "other", english === this.#board.notice ? "" : english);
    en.lang = "en";
    $("notice").replaceChildren(vi, " ", en);
  }

  // The word beside the figure; the whole English label where the counter has a name.
  #english(call, word) {
    const same = (this.#other?.calls ?? []).find((each) => each.counter === call.counter);
    if (!same) return WORDS.en.counter;
    return word ? parts(same.counter_label).word : same.counter_label;
  }
}
