// What counts as the same letter when somebody searches: scripts/i18n/folding.py.

// A function that folds a text by the tables of `languages`: no case, no marks, digits in ASCII.
export function folder(languages) {
  const letters = Object.assign({}, ...languages.map((language) => language.folding));
  return (text) =>
    Array.from(text.normalize("NFKD").replace(/[\p{Mn}\p{Cf}]/gu, "").toLowerCase())
      .map((letter) => digit(letter))
      .map((letter) => letters[letter] ?? letter)
      .join("");
}

function digit(letter) {
  const code = letter.charCodeAt(0);
  const arabic = (code >= 0x660 && code <= 0x669) || (code >= 0x6f0 && code <= 0x6f9);
  return arabic ? String(code % 16) : letter;
}
