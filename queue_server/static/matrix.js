// What each counter serves and who sits there: a choice is sent as soon as it is made.
import { press } from "./moves.js";

function served({ value, dataset }) {
  return value === "yes" ? { queue: dataset.queue } : { queue: dataset.queue, helps_after_s: Number(value) };
}

function servedBy(counter) {
  const choices = [...document.querySelectorAll(`select[data-serves="${CSS.escape(counter)}"]`)];
  return choices.filter((each) => each.value).map(served);
}

document.addEventListener("change", ({ target }) => {
  if (target.dataset.serves) target.dataset.body = JSON.stringify({ queues: servedBy(target.dataset.serves) });
  else if (target.dataset.seat) target.dataset.body = JSON.stringify({ staff: target.value || null });
  else return;
  press(target);
});
