// The pages of the root, before the first paint: light or dark as the reader chose it, and, on the
// language chooser, the language chosen last time. `?choose` shows the chooser all the same.
{
  const { src, dataset } = document.currentScript;
  // The root of the site, wherever the page stands: this file is look/<version>/head.js below it.
  const root = new URL("../../", src);
  const stored = (key, read) => {
    try {
      return read(localStorage.getItem(key));
    } catch {
      return null; // storage is switched off, or holds something else: nothing is remembered
    }
  };

  // Material keeps its palette so, also that the system is followed.
  const palette = stored(`${root.pathname}.__palette`, JSON.parse)?.color;
  if (palette && palette.media !== "(prefers-color-scheme)") {
    document.documentElement.dataset.theme = palette.scheme === "slate" ? "dark" : "light";
  }

  const language = stored("language", String);
  if (location.search !== "?choose" && dataset.chooser?.split(" ").includes(language)) {
    location.replace(`${language}/`);
  }

  // The 404 page is served at any depth, and names files by their path on the host for which the site
  // was made. Where the site stands elsewhere, this file was found at the other place (404.html.j2).
  const { base } = dataset;
  const move = () => {
    for (const link of document.querySelectorAll(`[href^='${base}']`)) {
      link.href = new URL(link.getAttribute("href").slice(base.length), root).href;
    }
  };
  if (base && base !== root.pathname) {
    move();
    document.addEventListener("DOMContentLoaded", move);
  }
}
