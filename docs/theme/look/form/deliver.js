// Where the finished file goes: to GitHub's own page for a new file, which forks the repository and
// opens the pull request; or, by hand, from here. Nothing is sent by this page.

const LONGEST = 8000; // GitHub answers longer addresses with an error (414)

// {href, filled}: GitHub's page, and whether the file is handed over in its address.
export function githubPage(repository, path, text, edited) {
  if (!repository) return null;
  if (edited) return { href: `${repository}/edit/main/${path}`, filled: false };
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
