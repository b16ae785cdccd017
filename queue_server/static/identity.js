// A scanner that types an identity card into a field: the field is emptied at once, and nothing of it is sent or kept.

const CARD = /\d{12}\s*\|/;
const END_MS = 500; // the scanner goes on typing for a moment
let until = 0;

/** `listener()` once for each card that was dropped. */
export function hearIdentity(listener) {
  document.addEventListener(
    "input",
    ({ target, timeStamp }) => {
      const isCard = CARD.test(target.value ?? "");
      if (!isCard && timeStamp > until) return;
      target.value = "";
      until = timeStamp + END_MS;
      if (isCard) listener();
    },
    { capture: true },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.timeStamp > until) return;
      until = event.timeStamp + END_MS;
      event.preventDefault();
    },
    { capture: true },
  );
}
