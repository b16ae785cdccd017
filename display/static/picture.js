// What the screen shows of a board.

const ROWS = 8;
const WORDS = {
  vi: {
    lost: (at, age) => `Mất kết nối – số liệu lúc ${at} (${age} giây trước)`,
    nothing: "Mất kết nối – chưa có số liệu",
    counter: (code) => `Quầy ${code}`,
  },
  en: {
    lost: (at, age) => `Connection lost – data from ${at} (${age} s ago)`,
    nothing: "Connection lost – no data yet",
    counter: (code) => `Counter ${code}`,
  },
};

const $ = (id) => document.getElementById(id);

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function write(where, text) {
  if (where && where.textContent !== text) where.textContent = text;
}

// Type is as large as fits: the style sheet divides the room by the number of characters.
function fit(where, text) {
  write(where, text);
  where.style.setProperty("--chars", Math.max(text.length, 4));
}

export class Picture {
  #board = null;
  #other = null; // the same board in English
  #newest = null;
  #speaking = null;
  #clock;
  #clockFull;
  #day;

  constructor(timeZone) {
    const time = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    this.#clock = new Intl.DateTimeFormat("vi-VN", time);
    this.#clockFull = new Intl.DateTimeFormat("vi-VN", { ...time, second: "2-digit" });
    const day = { timeZone, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" };
    this.#day = new Intl.DateTimeFormat("vi-VN", day);
    const counter = document.body.dataset.counter;
    if (counter) write($("own-counter"), WORDS.vi.counter(counter));
  }

  show(board) {
    this.#board = board;
    document.body.dataset.seq = board.seq;
    const [newest, ...earlier] = board.calls;
    this.#showNewest(newest);
    this.#showEarlier(earlier.slice(0, ROWS));
    this.#showWaiting();
    this.#showNotice();
    if ($("nobody-open")) $("nobody-open").hidden = !board.open;
    if ($("nobody-closed")) $("nobody-closed").hidden = board.open;
    $("shut").hidden = board.open;
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

  tell(lost, asOf, age) {
    if (this.#board || lost) document.body.dataset.state = lost ? "lost" : "live";
    $("lost").hidden = !lost;
    if (!lost) return;
    for (const lang of ["vi", "en"]) {
      const { lost: since, nothing } = WORDS[lang];
      write($(`lost-${lang}`), asOf === null ? nothing : since(this.#clockFull.format(asOf), age));
    }
    $("lost").dataset.age = age;
  }

  tick(now) {
    write($("time"), this.#clock.format(now));
    write($("date"), this.#day.format(now));
  }

  #showNewest(call) {
    const place = $("newest");
    place.hidden = !call;
    $("nobody").hidden = Boolean(call);
    if (!call) return place.removeAttribute("data-number");
    this.#label(place, call);
    fit($("newest-number"), call.number);
    fit($("newest-counter"), call.counter_label);
    write($("newest-counter-en"), this.#english(call));
    if (this.#newest !== null && this.#newest < call.call_id) this.#pulse(place);
    this.#newest = call.call_id;
  }

  #pulse(place) {
    place.classList.remove("called");
    void place.offsetWidth; // lets the same animation begin anew
    place.classList.add("called");
  }

  #showEarlier(calls) {
    $("earlier")?.replaceChildren(...calls.map((call) => {
      const row = element("li", "");
      this.#label(row, call);
      const arrow = element("span", "arrow", "→");
      arrow.setAttribute("aria-hidden", "true");
      row.append(element("span", "number", call.number), arrow, element("span", "label", call.counter_label));
      return row;
    }));
  }

  #label(where, call) {
    where.dataset.number = call.number;
    where.dataset.counter = call.counter;
    where.dataset.call = call.call_id;
    where.classList.toggle("speaking", call.call_id === this.#speaking);
  }

  #showWaiting() {
    const other = new Map((this.#other?.waiting ?? []).map((line) => [line.queue, line.label]));
    $("waiting")?.replaceChildren(...this.#board.waiting.map((line) => {
      const place = element("div", "line");
      place.dataset.queue = line.queue;
      const name = element("dt", "");
      name.append(element("b", "letter", line.queue), element("span", "name", line.label));
      if (other.has(line.queue)) name.append(element("span", "other", other.get(line.queue)));
      place.append(name, element("dd", "number", line.count));
      return place;
    }));
  }

  #showNotice() {
    const english = this.#other?.notice;
    const vi = element("span", "", this.#board.notice);
    const en = element("span", "other", english === this.#board.notice ? "" : english);
    en.lang = "en";
    $("notice").replaceChildren(vi, " ", en);
  }

  #english(call) {
    const same = (this.#other?.calls ?? []).find((each) => each.counter === call.counter);
    return same ? same.counter_label : WORDS.en.counter(call.counter);
  }
}
