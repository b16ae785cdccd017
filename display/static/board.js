// A screen: what the line brings is shown, and what is newly called is spoken.

import { Line } from "./line.js";
import { Picture } from "./picture.js";
import { obey } from "./told.js";
import { Voice } from "./voice.js";

const told = document.body.dataset;
const voices = JSON.parse(told.voices);
const line = new Line(told);
const picture = new Picture(told);
const voice = new Voice(voices, JSON.parse(told.sound), line.clock, {
  onSound: (on) => { document.querySelector("#sound").hidden = on; },
  onTrouble: (call, clip) => line.tellTrouble(call.number, clip),
  onSpeaking: (call) => picture.mark(call),
});

line.onBoard = (board) => {
  picture.show(board);
  voice.hear(board.calls);
};
line.onOther = (board) => picture.translate(board);
line.onTold = (name) => obey(name, told.code);
line.onState = (state) => picture.tell(state);

if (voices.length) {
  document.addEventListener("click", () => voice.turnOn());
  document.addEventListener("keydown", () => voice.turnOn());
}
setInterval(() => picture.tick(line.clock.now()), 250);
line.open();
