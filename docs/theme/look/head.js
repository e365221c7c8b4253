// Before the first paint: that there is script, the reader's choice of light or dark, and, on the
// language chooser, the language chosen last time. `?choose` shows the chooser all the same.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("script"); // what scripts will show has its room from the first
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off: nothing is remembered
    }
  }
  var theme = stored("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  // A filtered timeline is not shown whole for a moment (and is shown whole if no script comes).
  if (document.currentScript.dataset.filter && location.search) root.classList.add("filtering");
  var known = document.currentScript.dataset.chooser;
  var language = stored("language");
  if (known && location.search !== "?choose" && known.split(" ").includes(language)) {
    location.replace(language + "/");
  }
})();
