// Conveniences. Every page is complete without them.
(function () {
  "use strict";
  function store(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // storage is switched off: nothing is remembered
    }
  }

  // The language that the reader chooses is remembered for the chooser at the root.
  document.querySelectorAll("a[data-language]").forEach(function (link) {
    link.addEventListener("click", function () {
      store("language", link.dataset.language);
    });
  });

  // Light or dark: the system's choice until the reader makes one.
  var button = document.querySelector("button.theme");
  if (!button) return;
  var root = document.documentElement;
  var system = matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }
  function show() {
    button.setAttribute("aria-pressed", String(isDark()));
  }
  button.hidden = false;
  show();
  system.addEventListener("change", show);
  button.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    store("theme", root.dataset.theme);
    show();
  });
})();
