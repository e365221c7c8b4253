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

  // Citations: the day of access is the reader's; copying is announced.
  document.querySelectorAll(".citing").forEach(function (box) {
    var today = new Date();
    var status = box.querySelector(".status");
    box.querySelectorAll(".citation").forEach(function (form) {
      var months = (form.dataset.months || "").split("|");
      form.querySelectorAll(".accessed").forEach(function (part) {
        part.textContent = part.textContent
          .replace("{day}", today.getDate())
          .replace("{month}", months[today.getMonth()] || "")
          .replace("{year}", today.getFullYear())
          .replace(
            "{date}",
            [today.getFullYear(), today.getMonth() + 1, today.getDate()]
              .map((number) => String(number).padStart(2, "0"))
              .join("-")
          );
        part.hidden = false;
      });
      if (!navigator.clipboard) return;
      var button = document.createElement("button");
      var name = form.querySelector("h3").textContent;
      button.type = "button";
      // It is in the language of the page, wherever it stands.
      button.lang = document.documentElement.lang;
      button.textContent = box.dataset.copy;
      button.setAttribute("aria-label", box.dataset.copy + ": " + name);
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(form.querySelector(".full").innerText).then(function () {
          status.textContent = box.dataset.copied + ": " + name;
        });
      });
      form.querySelector("h3").append(" ", button);
    });
  });

  // How large a file is: it was made after the page, and the server knows.
  document.querySelectorAll(".size[data-words]").forEach(function (size) {
    var link = size.parentElement.querySelector("a");
    if (link.origin !== location.origin) return;
    fetch(link.href, { method: "HEAD" })
      .then(function (answer) {
        var bytes = answer.ok && answer.headers.get("Content-Length");
        if (bytes) {
          size.textContent = size.dataset.words.replace("{size}", (bytes / 1e6).toFixed(1));
        }
        return answer.text(); // there is none, but an answer that nobody reads counts as broken off
      })
      .catch(function () {}); // without a connection the link has nothing to lead to either
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
