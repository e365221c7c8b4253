// Where the finished file goes: to GitHub's own page for a new file, which forks the repository and
// opens the pull request; or, by hand, from here. Nothing is sent by this page.

const LONGEST = 8000; // GitHub answers longer addresses with an error (414)

// {href, filled}: GitHub's page, and whether the file is handed over in its address.
export function githubPage(repository, path, text, mend) {
  if (!repository) return null;
  if (mend) return { href: `${repository}/edit/main/${path}`, filled: false };
  const page = `${repository}/new/main?filename=${encodeURIComponent(path)}`;
  const whole = `${page}&value=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST ? { href: whole, filled: true } : { href: page, filled: false };
}

export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

// A proposal for the id: the English words of the title, as many as make a good name.
export function idFrom(title, longest) {
  const words = (title || "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .match(/[a-z0-9]+/g);
  const small = new Set(["a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "its"]);
  for (const word of ["of", "on", "or", "the", "to", "was", "were", "with"]) small.add(word);
  const kept = (words || []).filter((word) => !small.has(word) && !/^[12][0-9]{3}$/.test(word));
  let id = "";
  for (const word of kept.slice(0, 5)) {
    if (`${id}-${word}`.length > longest) break;
    id = id ? `${id}-${word}` : word;
  }
  return id;
}
