// A screen: what the line brings is shown, and what is newly called is spoken; between calls there are slides.

import { Line } from "./line.js";
import { Picture } from "./picture.js";
import { Playlist } from "./playlist.js";
import { Slides } from "./slides.js";
import { obey } from "./told.js";
import { Voice } from "./voice.js";

const told = document.body.dataset;
const line = new Line(told);
const picture = new Picture(told);
const voice = new Voice(line.clock, {
  onSound: (on) => { document.querySelector("#sound").hidden = on; },
  onTrouble: (call, clip) => line.tellTrouble(call.number, clip),
  onSpeaking: (call) => picture.mark(call),
});
const slides = document.querySelector("#slide") && new Slides(document.querySelector("#slide"), told.zone);
const playlist = new Playlist(told, ({ voices, sound, slides: all }) => {
  voice.tune(voices, sound);
  slides?.set(all);
});

line.onBoard = (board) => {
  slides?.hear(board.calls, line.clock.now());
  picture.show(board);
  voice.hear(board.calls);
  playlist.hear(board.edition);
};
line.onOther = (board) => picture.translate(board);
line.onTold = (name) => obey(name, told.code);
line.onState = (state) => picture.tell(state);

voice.tune(JSON.parse(told.voices), JSON.parse(told.sound));
document.addEventListener("click", () => voice.turnOn());
document.addEventListener("keydown", () => voice.turnOn());
setInterval(() => {
  picture.tick(line.clock.now());
  slides?.tick(line.clock.now(), told.state !== "live" || voice.isSpeaking);
}, 250);
line.open();
