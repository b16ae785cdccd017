// A slide as the screens show it, in a frame of the same shape.

import { drawSlide, fitSheet } from "/display/static/slide-drawing.js";

const card = document.getElementById("preview-card");
const place = document.getElementById("preview");
const next = document.getElementById("preview-next");
let slide = null;
let page = 0;

function draw() {
  place.replaceChildren(slide.draw(page));
  fitSheet(place);
  slide.begin();
}

export function showPreview(told) {
  slide?.end();
  [slide, page] = [drawSlide(told), 0];
  next.hidden = slide.pages < 2;
  card.hidden = false;
  draw();
  card.scrollIntoView({ block: "nearest" });
}

next.addEventListener("click", () => {
  page = (page + 1) % slide.pages;
  draw();
});
document.getElementById("preview-close").addEventListener("click", () => {
  slide?.end();
  card.hidden = true;
});
