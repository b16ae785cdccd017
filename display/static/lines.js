// The board of a waiting room: a row for each queue, with a bar for its longest wait.

import { element, write } from "./drawing.js";

const MINUTE_MS = 60000;
const SVG = "http://www.w3.org/2000/svg";
const WORDS = {
  vi: { under: "dưới 1 phút", minutes: (n) => `${n} phút`, hours: (h, m) => `${h} giờ ${m} phút`, none: "không phải chờ" },
  en: { under: "under 1 min", minutes: (n) => `${n} min`, hours: (h, m) => `${h} h ${m} min`, none: "no wait" },
};

function wait(words, ms) {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return words.under;
  return minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60), minutes % 60);
}

function rect(className) {
  const drawn = document.createElementNS(SVG, "rect");
  drawn.setAttribute("class", className);
  drawn.setAttribute("height", "100%");
  return drawn;
}

export class Lines {
  #place;
  #target;
  #sign;
  #rows = []; // {since, bar, vi, en}

  // `target` is the wait in s that is aimed at; `sign` gives the pictogram of a queue.
  constructor(place, target, sign) {
    this.#place = place;
    this.#target = target * 1000;
    this.#sign = sign;
  }

  show(lines, others) {
    this.#rows = [];
    const english = new Map(others.map((line) => [line.queue, line.label]));
    this.#place.replaceChildren(...lines.map((line) => this.#row(line, english.get(line.queue) ?? "")));
    this.#place.style.setProperty("--lines", lines.length);
  }

  // The server's clock says how long the longest has waited by now.
  tick(now) {
    const ages = this.#rows.map(({ since }) => (since ? Math.max(0, now - since) : 0));
    const scale = Math.max(2 * this.#target, ...ages);
    this.#rows.forEach(({ since, bar, vi, en }, index) => {
      bar.setAttribute("width", `${((100 * ages[index]) / scale).toFixed(1)}%`);
      write(vi, since ? wait(WORDS.vi, ages[index]) : WORDS.vi.none);
      write(en, since ? wait(WORDS.en, ages[index]) : WORDS.en.none);
    });
  }

  #row(line, english) {
    const row = element("tr", "");
    row.dataset.queue = line.queue;
    const name = element("th", "");
    const head = element("span", "head");
    const label = element("span", "name", line.label);
    label.append(element("span", "other", english));
    head.append(element("b", "letter", line.queue), ...this.#sign(line.queue), label);
    name.append(head);
    row.append(name, element("td", "count number", line.count), this.#longest(line), element("td", "next number"));
    row.lastChild.append(...(line.next ?? []).map((number) => element("span", "", number)));
    return row;
  }

  #longest(line) {
    const cell = element("td", "longest");
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("class", "bar");
    drawing.setAttribute("aria-hidden", "true");
    const ground = rect("bar-ground");
    ground.setAttribute("width", "100%");
    const bar = rect("bar-wait");
    drawing.append(ground, bar);
    const [vi, en] = [element("span", ""), element("span", "other")];
    const words = element("p", "");
    words.append(vi, " ", en);
    cell.append(drawing, words);
    this.#rows.push({ since: line.since ? Date.parse(line.since) : 0, bar, vi, en });
    return cell;
  }
}
