// One slide: what it looks like. Texts are only ever written as text.

import { element } from "./drawing.js";

const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const HEADS = ["Lấy số", "Tên thủ tục", "Thời hạn", "Phí, lệ phí"];

// {told, pages, ready, draw(page), begin, end, isOver}
export function drawSlide(told) {
  return { told, pages: 1, ready: () => true, begin() {}, end() {}, isOver: () => false, ...KINDS[told.kind]?.(told) };
}

const KINDS = {
  picture(told) {
    const picture = new Image();
    picture.src = told.src;
    picture.alt = told.title.vi ?? "";
    return { ready: () => picture.complete && picture.naturalWidth > 0, draw: () => framed(told, picture) };
  },

  video(told) {
    const video = document.createElement("video");
    Object.assign(video, { muted: true, playsInline: true, preload: "auto", src: told.src }); // calls alone are heard
    if (told.title.vi) video.setAttribute("aria-label", told.title.vi);
    return {
      ready: () => video.readyState >= 3 && !video.error,
      draw: () => framed(told, video),
      begin: () => { video.currentTime = 0; if (!STILL.matches) video.play().catch(() => {}); },
      end: () => video.pause(),
      isOver: () => video.ended || Boolean(video.error),
    };
  },

  text: (told) => ({ draw: () => sheet(told, "text") }),
  hours: (told) => ({ draw: () => sheet(told, "hours") }),

  procedures(told) {
    return { pages: told.pages.length, ready: () => told.pages.length > 0, draw: (page) => list(told, page) };
  },
};

function framed(told, inner) {
  const figure = element("figure", "slide-frame");
  figure.append(inner);
  if (told.title.vi) {
    const caption = element("figcaption", "slide-caption");
    caption.append(...both("span", told.title));
    figure.append(caption);
  }
  return figure;
}

function both(name, texts) {
  const found = [element(name, "", texts.vi ?? "")];
  if (texts.en) {
    const english = element(name, "other", texts.en);
    english.lang = "en";
    found.push(english);
  }
  return found;
}

function sheet(told, className) {
  const made = element("div", `slide-sheet slide-${className}`);
  const head = element("h2", "");
  head.append(...both("span", told.title));
  made.append(head);
  for (const [lang, extra] of [["vi", ""], ["en", "other"]]) {
    if (!told.text[lang]) continue;
    const text = element("div", `slide-lines ${extra}`);
    text.lang = lang;
    text.append(...told.text[lang].split("\n").map((line) => element("p", "", line)));
    made.append(text);
  }
  return made;
}

function list(told, page) {
  const { rows } = told.pages[page];
  const made = element("div", "slide-sheet slide-procedures");
  const head = element("h2", "");
  head.append(...both("span", told.title), element("span", "slide-page number", `${page + 1}/${told.pages.length}`));
  made.append(head, table(rows, told.pages.some((each) => each.rows.some(({ time, fee }) => time || fee))));
  return made;
}

// `isPriced`: the catalogue says how long procedures take and what they cost.
function table(rows, isPriced) {
  const made = element("table", isPriced ? "priced" : "");
  const head = element("tr", "");
  head.append(...HEADS.slice(0, isPriced ? 4 : 2).map((word) => heading(word, "col")));
  made.append(element("thead", ""), element("tbody", ""));
  made.tHead.append(head);
  let field = "";
  for (const each of rows) {
    if (each.field !== field) made.tBodies[0].append(fieldRow(each.field, isPriced ? 4 : 2));
    made.tBodies[0].append(row(each, isPriced));
    field = each.field;
  }
  return made;
}

function heading(word, scope) {
  const cell = element("th", "", word);
  cell.scope = scope;
  return cell;
}

function fieldRow(field, columns) {
  const made = element("tr", "slide-field");
  made.append(heading(field, "rowgroup"));
  made.firstChild.colSpan = columns;
  return made;
}

function row({ queue, code, name, time, fee }, isPriced) {
  const made = element("tr", "");
  const cell = element("td", "slide-name", name);
  cell.append(element("span", "number", code));
  const letter = element("td", "");
  letter.append(element("b", "letter", queue));
  made.append(letter, cell);
  if (isPriced) made.append(element("td", "", time || "–"), element("td", "", fee || "–"));
  return made;
}

// A long text is made smaller until it has room.
export function fitSheet(place) {
  const sheet = place.querySelector(".slide-sheet");
  for (let size = 1; sheet && size > 0.4; size -= 0.05) {
    sheet.style.setProperty("--slide-fit", size);
    if (sheet.scrollHeight <= sheet.clientHeight + 1) return;
  }
}
