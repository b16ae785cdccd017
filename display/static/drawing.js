// The few strokes that the picture is drawn with.

const SVG = "http://www.w3.org/2000/svg";
const SPRITE = "/display/static/pictograms.svg";
const SIGNS = "/display/static/signs.svg";
const FITTED = ".figures, .nobody .label, .earlier .label";

export function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

export function write(where, text) {
  if (where && where.textContent !== text) where.textContent = text;
}

function drawing(kind, address) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", kind);
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", address);
  made.append(use);
  return made;
}

export function pictogram(name) {
  const made = drawing("pictogram", `${SPRITE}#${name}`);
  made.setAttribute("aria-hidden", "true");
  return made;
}

// The own sign of a ticket; `label` says what it shows.
export function ownSign(name, label) {
  const made = drawing("own-sign", `${SIGNS}#${name}`);
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", label);
  return made;
}

// `place` holds these and nothing else, in this order; what stands there already is not touched.
export function arrange(place, wanted) {
  for (const each of [...place.children]) if (!wanted.includes(each)) each.remove();
  wanted.forEach((each, at) => place.children[at] !== each && place.insertBefore(each, place.children[at] ?? null));
}

// Large type is as large as its room allows: measured at full size, then made smaller where it runs over.
export function fitAll() {
  const places = [...document.querySelectorAll(FITTED)];
  for (const place of places) fit(place, 1);
  const fits = places.map((place) => Math.min(1, place.clientWidth / (place.scrollWidth || 1)));
  places.forEach((place, at) => fit(place, fits[at]));
}

// A size that is written again costs a second layout before the call is seen.
function fit(place, size) {
  const written = place.style.getPropertyValue("--fit") || "1";
  if (written !== String(size)) place.style.setProperty("--fit", size);
}
