// Turn what is on the page into a newer server-rendered fragment, touching only what differs:
// focus, scroll, open lists, typing and a finger on a button outlive it. Elements are known again by their id.

/** `place` shows `html` from now on. */
export function swap(place, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  matchChildren(place, fresh.content);
}

function matchChildren(old, fresh) {
  const left = [...old.childNodes];
  let last = null; // the newest node that is in its place
  for (const wanted of [...fresh.childNodes]) {
    const index = left.findIndex((each) => isSame(each, wanted));
    const node = index < 0 ? wanted : left.splice(index, 1)[0];
    const place = last ? last.nextSibling : old.firstChild;
    if (node !== place) old.insertBefore(node, place);
    if (index >= 0) match(node, wanted);
    last = node;
  }
  for (const each of left) each.remove();
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
