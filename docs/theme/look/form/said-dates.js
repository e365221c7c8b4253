// Dates as people write them ("14 December 2016", «نحو كانون الأول 2016»), turned into EDTF.

// What says that a date is approximate, in any language of the site or in Latin.
const ABOUT = /^(?:about|around|circa|ca?\.?|approximately|نحو|حوالي|زهاء|قرابة)\s+/i;

function numbers(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) % 16);
}

// The number of a month by any of its names: `months` are lists of twelve, a name or several
// parted by a slash in each.
function monthOf(word, months, fold) {
  const name = fold(word.replace(/\.$/, ""));
  for (const list of months) {
    const place = list.findIndex((names) =>
      [names, ...names.split("/")].some((each) => fold(each.trim().replace(/\.$/, "")) === name)
    );
    if (place >= 0) return place + 1;
  }
  return 0;
}

// "14/12/2016" and "12/14/2016", each of which can be read in one way only. EDTF has no such form.
const NUMERIC = /^([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})$/;

function fromNumbers(text) {
  const [, first, , second, year] = NUMERIC.exec(text) ?? [];
  if (!year) return "";
  if (first > 12) return `${year}-${two(second)}-${two(first)}`;
  if (second > 12 || Number(first) === Number(second)) return `${year}-${two(first)}-${two(second)}`;
  return "";
}

// The decade or century that `text` names: `spans` are EDTF by the words that the pages have.
function spanOf(text, spans, fold) {
  const plain = fold(text.replace(/^(?:in )?(?:the )?/i, ""));
  const decade = /^([0-9]{3})0s$/.exec(plain);
  if (decade) return `${decade[1]}X`;
  return Object.keys(spans).find((edtf) => fold(spans[edtf].replace(/^the /i, "")) === plain) ?? "";
}

const two = (number) => String(number).padStart(2, "0");

// The EDTF of `text`, or an empty string where it is none of these or can be read in two ways.
// `spans` are the words of decades and centuries by their EDTF.
export function fromWords(text, months, fold, spans = {}) {
  let rest = numbers(text).trim().replace(/\s+/g, " ");
  const numeric = fromNumbers(rest);
  if (numeric) return numeric;
  const about = ABOUT.test(rest) ? "~" : "";
  rest = rest.replace(ABOUT, "").replace(/[،,]/g, " ").replace(/\s+/g, " ").trim();
  const span = spanOf(rest, spans, fold);
  if (span) return span + about;
  const year = /(?:^| )([0-9]{4})$/.exec(rest)?.[1];
  if (!year) return "";
  const before = rest.slice(0, -4).trim();
  if (!before) return about && year + about;
  const day = /(?:^| )([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?(?: |$)/.exec(before);
  const name = day ? before.replace(day[0], " ").trim() : before;
  const month = monthOf(name, months, fold);
  if (!month) return "";
  return `${year}-${two(month)}${day ? `-${two(day[1])}` : ""}${about}`;
}
