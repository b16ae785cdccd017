// Copy the text, or print it. A page over plain HTTP may not use the clipboard: there the text is marked to be copied.

const text = document.getElementById("text");
const texts = JSON.parse(document.body.dataset.texts);
const say = document.getElementById("say");

function tell(sentence) {
  say.textContent = sentence;
  say.hidden = false;
}

function mark() {
  getSelection().selectAllChildren(text);
  return document.execCommand("copy");
}

document.getElementById("copy").addEventListener("click", async () => {
  const words = [...text.children].map((each) => each.textContent).join("\n\n");
  const isDone = await navigator.clipboard?.writeText(words).then(() => true, () => false);
  tell(isDone || mark() ? texts.copied : texts.not_copied);
});
document.getElementById("print").addEventListener("click", () => print());
