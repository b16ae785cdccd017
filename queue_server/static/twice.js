// Buttons with `data-twice` act at the second press within 8 s, which is time enough for slow hands; until then they say what `data-twice` says.
const LIMIT_MS = 8000;
let armed = null;

function disarm() {
  if (!armed) return;
  clearTimeout(armed.timer);
  armed.word.textContent = armed.text;
  armed.button.classList.remove("is-armed");
  armed = null;
}

function arm(button) {
  const word = button.querySelector("span");
  armed = { button, word, text: word.textContent, timer: setTimeout(disarm, LIMIT_MS) };
  show();
}

/** The page may have been drawn anew meanwhile, as the server knows it. */
function show() {
  if (!armed) return;
  armed.word.textContent = armed.button.dataset.twice;
  armed.button.classList.add("is-armed");
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("button[data-twice]");
    if (!button) return;
    const isSecond = armed?.button === button;
    disarm();
    if (isSecond) return;
    event.stopPropagation();
    arm(button);
  },
  { capture: true },
);
document.addEventListener("shown", show);
