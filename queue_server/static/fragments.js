// Turn what is on the page into a newer server-rendered fragment, touching only what differs:
// focus, scroll, open lists, typing and a finger on a button outlive it. Elements are known again by their id.

/** `place` shows `html` from now on. */
export function swap(place, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  matchChildren(place, fresh.content);
}

function matchChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  const kept = keptOf(old, wanted);
  for (const each of [...old.childNodes]) if (!kept.includes(each)) each.remove(); // first: what stays is not moved
  let last = null; // the newest node that is in its place
  wanted.forEach((each, at) => {
    const node = kept[at] ?? each;
    const place = last ? last.nextSibling : old.firstChild;
    if (node !== place) old.insertBefore(node, place);
    if (kept[at]) match(node, each);
    last = node;
  });
}

/** For each wanted node the old one that it is, or undefined; a text is only what follows there. */
function keptOf(old, wanted) {
  const left = new Set(old.childNodes);
  let next = old.firstChild;
  return wanted.map((each) => {
    const candidates = each.nodeType === Node.TEXT_NODE ? [next] : [...left];
    const found = candidates.find((one) => one && left.has(one) && isSame(one, each));
    left.delete(found);
    if (found) next = found.nextSibling;
    return found;
  });
}

function isSame(old, wanted) {
  return old.nodeName === wanted.nodeName && (old.id ?? "") === (wanted.id ?? "");
}

function match(old, wanted) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== wanted.nodeValue) old.nodeValue = wanted.nodeValue;
    return;
  }
  if (old.dataset?.kept !== undefined) return; // a script fills it
  matchAttributes(old, wanted);
  matchChildren(old, wanted);
  // A choice that the server keeps follows the server, but for one that is on its way to it.
  if (old.dataset?.value !== undefined && !old.hasAttribute("aria-busy")) old.value = old.dataset.value;
}

function matchAttributes(old, wanted) {
  for (const { name, value } of wanted.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) if (!wanted.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name);
}

/** Attributes that the reader or a running request has set, not the server. */
function isReaders(element, name) {
  return name === "aria-busy" || (name === "open" && element.tagName === "DETAILS");
}
