// Which sources are one work: scripts/records/works.py, whose patterns come with form.json. Both
// pass the cases in tests/records/works.yml.

const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "i");

// The address of a page that `address` is an archived copy of, and the day of that copy.
export function unarchived(address, { works }) {
  const archived = works.archived.map(whole);
  let day = "";
  for (;;) {
    const found = archived.map((each) => each.exec(address)).find(Boolean);
    if (!found) return [address, day];
    address = found[2].replace(/^(?:(https?:)\/+)?/, (_, scheme) => `${scheme || "http:"}//`);
    day ||= found[1].replace(/[.-]/g, "").slice(0, 8);
  }
}

// What is equal for all addresses of one page.
export function normalized(address, limits) {
  const [page] = unarchived(address, limits);
  const found = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(page);
  if (!found) return address;
  const [, scheme, host, path, query = "", fragment = ""] = found;
  const same = new RegExp(limits.works.same);
  const plain = (text) =>
    text.replace(/%([0-9a-f]{2})/gi, (encoded, number) => {
      const character = String.fromCharCode(parseInt(number, 16));
      return same.test(character) ? character : encoded.toUpperCase();
    });
  const port = scheme.toLowerCase() === "http" ? "80" : "443";
  const labels = host.toLowerCase().replace(new RegExp(`\\.?(?::(?:${port})?)?$`), "").split(".");
  const kept = labels.slice(0, -2).filter((each) => !["www", "m", "amp"].includes(each));
  const segments = plain(path).split("/").filter((each) => each && each !== "amp");
  if (new RegExp(`^${limits.works.index}$`).test(segments.at(-1))) segments.pop();
  const tracking = whole(limits.works.tracking);
  const parameters = query
    .split("&")
    .filter((each) => each && !tracking.test(each.split("=")[0]))
    .map((each) => plain(each.replaceAll("+", "%20")))
    .sort();
  return (
    [[...kept, ...labels.slice(-2)].join("."), ...segments].join("/") +
    (parameters.length ? `?${parameters.join("&")}` : "") +
    (/^!?\//.test(fragment) ? `#${fragment}` : "")
  );
}

const urls = (source) =>
  [source.url, source.archived_url].filter((each) => typeof each === "string" && each);

// The field that names the part or archived state of what is at the address, and its value.
function partOf(source, limits) {
  const { locator } = source;
  if (locator) return ["locator", `${locator.label} ${locator.value}`];
  for (const name of ["url", "archived_url"]) {
    const [, day] = unarchived(source[name] || "", limits);
    if (day) return [name, day];
  }
  return ["", ""];
}

// Whether two sources are one work.
export function areOne(one, other, limits) {
  const at = urls(one).map((each) => normalized(each, limits));
  if (!urls(other).some((each) => at.includes(normalized(each, limits)))) return false;
  const [[field, value], [otherField, otherValue]] = [one, other].map((each) => partOf(each, limits));
  return field !== otherField || value === otherValue;
}

const indexes = new WeakMap();

// The id of the first record of the work that `source` is; empty if it has none.
export function recorded(source, { sources, limits }) {
  if (!indexes.has(sources)) {
    const index = new Map();
    const byId = [...sources].sort((one, other) => (one.id < other.id ? -1 : 1));
    for (const each of byId) {
      for (const address of new Set(urls(each).map((url) => normalized(url, limits)))) {
        index.set(address, [...(index.get(address) || []), each]);
      }
    }
    indexes.set(sources, index);
  }
  const at = [...new Set(urls(source).map((url) => normalized(url, limits)))].sort();
  const found = at.flatMap((address) => indexes.get(sources).get(address) || []);
  return found.find((each) => areOne(each, source, limits))?.id || "";
}
