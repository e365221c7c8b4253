// Before the first paint: what Material writes into each page (partials/javascripts/base.html and
// palette.html), as a file, since the policy allows no script in the page.
const __md_scope = new URL(document.currentScript.dataset.base || ".", location);
const __md_hash = (text) => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
const __md_get = (key, store = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(store.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage is switched off
  }
};
const __md_set = (key, value, store = localStorage, scope = __md_scope) => {
  // Material writes the palette of the system on every visit: it is stored once one was chosen.
  if (key === "__palette" && value.index === 0 && !__md_get(key)) return;
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage is switched off: nothing is remembered
  }
};
{
  const root = document.documentElement;
  root.classList.add("script"); // what scripts will show has its room from the first
  // A filtered timeline is not shown whole for a moment (and is shown whole if no script comes).
  if (document.currentScript.dataset.filter && location.search) root.classList.add("filtering");
  const chosen = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  if (chosen?.color) {
    if (chosen.color.media === "(prefers-color-scheme)") {
      const wish = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
      const input = document.querySelector(`[data-md-color-media="${wish}"]`);
      for (const key of input ? ["media", "scheme", "primary", "accent"] : []) {
        chosen.color[key] = input.getAttribute(`data-md-color-${key}`);
      }
    }
    for (const [key, value] of Object.entries(chosen.color)) {
      document.body.setAttribute(`data-md-color-${key}`, value);
    }
  } else if (dark) {
    document.body.setAttribute("data-md-color-scheme", "slate");
  }
}
