// What the administrator asks of one device: load the page anew, or show which device it is.

const SHOWN_MS = 10000;
let end = null;

// `name` is that of the event, `code` that of this device.
export function obey(name, code) {
  if (name === "device.reload") location.reload();
  if (name === "device.identify") identify(code);
}

function identify(code) {
  const place = document.getElementById("identity") ?? document.createElement("p");
  place.id = "identity";
  place.setAttribute("role", "status");
  place.textContent = code;
  Object.assign(place.style, {
    position: "fixed", inset: "0", zIndex: "9", display: "grid", placeContent: "center", margin: "0",
    background: "#0F1720", color: "#F2B705", font: `700 ${Math.min(60, 130 / code.length)}vmin var(--font)`,
  });
  document.body.append(place);
  clearTimeout(end);
  end = setTimeout(() => place.remove(), SHOWN_MS);
}
