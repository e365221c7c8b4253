// Before the first paint: what Material writes into each page (partials/javascripts/base.html and
// palette.html), as a file, since the policy allows no script in the page.
var __md_scope = new URL(document.currentScript.dataset.base || ".", location);
var __md_hash = (text) => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
var __md_get = function (key, store = localStorage, scope = __md_scope) {
  try {
    return JSON.parse(store.getItem(scope.pathname + "." + key));
  } catch {
    return null; // storage is switched off
  }
};
var __md_set = function (key, value, store = localStorage, scope = __md_scope) {
  try {
    store.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // storage is switched off: nothing is remembered
  }
};
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("script"); // what scripts will show has its room from the first
  // A filtered timeline is not shown whole for a moment (and is shown whole if no script comes).
  if (document.currentScript.dataset.filter && location.search) root.classList.add("filtering");
  var chosen = __md_get("__palette");
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  if (chosen && chosen.color) {
    if (chosen.color.media === "(prefers-color-scheme)") {
      var wish = "(prefers-color-scheme: " + (dark ? "dark" : "light") + ")";
      var input = document.querySelector('[data-md-color-media="' + wish + '"]');
      ["media", "scheme", "primary", "accent"].forEach(function (key) {
        if (input) chosen.color[key] = input.getAttribute("data-md-color-" + key);
      });
    }
    Object.entries(chosen.color).forEach(function ([key, value]) {
      document.body.setAttribute("data-md-color-" + key, value);
    });
  } else if (dark) {
    document.body.setAttribute("data-md-color-scheme", "slate");
  }
})();
