// The nearest of some words to another, as Python's difflib.get_close_matches has it (cutoff 0.7),
// so that form and `check` suggest the same.

function matching(a, b) {
  // Twice the characters of the blocks that both have in common (Ratcliff and Obershelp).
  const [x, y] = [Array.from(a), Array.from(b)];
  function longest(alo, ahi, blo, bhi) {
    let [besti, bestj, size] = [alo, blo, 0];
    let before = new Map();
    for (let i = alo; i < ahi; i++) {
      const lengths = new Map();
      for (let j = blo; j < bhi; j++) {
        if (x[i] !== y[j]) continue;
        const k = (before.get(j - 1) || 0) + 1;
        lengths.set(j, k);
        if (k > size) [besti, bestj, size] = [i - k + 1, j - k + 1, k];
      }
      before = lengths;
    }
    return [besti, bestj, size];
  }
  function count(alo, ahi, blo, bhi) {
    const [i, j, size] = longest(alo, ahi, blo, bhi);
    if (!size) return 0;
    return size + count(alo, i, blo, j) + count(i + size, ahi, j + size, bhi);
  }
  const all = x.length + y.length;
  return all ? (2 * count(0, x.length, 0, y.length)) / all : 1;
}

const byCodePoint = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// How alike two texts are, from 0 to 1: SequenceMatcher(None, a, b).ratio().
export const ratio = matching;

export function closest(word, words, cutoff = 0.7) {
  const scored = words.map((each) => [ratio(each, word), each]);
  const near = scored.filter(([score]) => score >= cutoff);
  near.sort((a, b) => b[0] - a[0] || byCodePoint(b[1], a[1]));
  return near.length ? near[0][1] : "";
}
