// Words as people type them: without marks, and by the first letters of each, so that "dk khai sinh" and "dkks"
// both find "Đăng ký khai sinh".

const MARKS = /\p{Mn}/gu;

/** Lower case, without Vietnamese marks; đ becomes d. */
export function fold(text) {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase().replaceAll("đ", "d");
}

/** A text made ready to be looked for. */
export function indexed(text) {
  const words = fold(text).match(/[a-z0-9]+/g) ?? [];
  return { words, joined: words.join(""), initials: words.map((word) => word[0]).join("") };
}

/** How well what was typed fits, 0 if it does not: begun words count more than initials and words run together. */
export function fit(typed, { words, joined, initials }) {
  let sum = 0;
  for (const part of fold(typed).split(" ").filter(Boolean)) {
    if (words.some((word) => word.startsWith(part))) sum += 3;
    else if (part.length > 1 && initials.includes(part)) sum += 2;
    else if (part.length > 3 && joined.includes(part)) sum += 1;
    else return 0;
  }
  return sum;
}
