// The own sign of a ticket beside its number, for those who do not read.

/** Show the sign `name` in `place`, or nothing; `data-names` of the place says what each shows. */
export function showSign(place, name) {
  place.toggleAttribute("hidden", !name); // SVG has no property of that name
  if (!name) return;
  place.querySelector("use").setAttribute("href", `/display/static/signs.svg#${name}`);
  place.setAttribute("aria-label", JSON.parse(place.dataset.names)[name] ?? "");
}
