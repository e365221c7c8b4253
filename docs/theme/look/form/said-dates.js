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

const two = (number) => String(number).padStart(2, "0");

// The EDTF of `text`, or an empty string where it is no date with the name of a month.
export function fromWords(text, months, fold) {
  let rest = numbers(text).trim().replace(/\s+/g, " ");
  const about = ABOUT.test(rest) ? "~" : "";
  rest = rest.replace(ABOUT, "").replace(/[،,]/g, " ").replace(/\s+/g, " ").trim();
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
