// A screen: what the line brings is shown, and what is newly called is spoken.

import { Line } from "./line.js";
import { Picture } from "./picture.js";
import { Voice } from "./voice.js";

const told = document.body.dataset;
const voices = JSON.parse(told.voices);
const picture = new Picture(told.zone);
const voice = new Voice(voices, {
  onSound: (on) => { document.querySelector("#sound").hidden = on; },
  onSpeaking: (call) => picture.mark(call),
});
const line = new Line({ code: told.code, token: told.token });

line.onBoard = (board, now) => {
  picture.show(board);
  voice.hear(board.calls, now);
};
line.onOther = (board) => picture.translate(board);
line.onState = (lost, asOf, age) => picture.tell(lost, asOf, age);

if (voices.length) {
  document.addEventListener("click", () => voice.turnOn());
  document.addEventListener("keydown", () => voice.turnOn());
}
setInterval(() => picture.tick(line.now()), 250);
line.open();
