// Conveniences that Material lacks. Every page is complete without them.
(function () {
  "use strict";
  var find = (selector) => document.querySelector(selector);
  var all = (selector) => document.querySelectorAll(selector);

  // A link to another language keeps query and fragment, but for those of the chooser itself, for
  // which the choice is remembered.
  all("a[data-language]").forEach(function (link) {
    var plain = link.href;
    var names = link.matches(".button") ? [] : ["focus", "pointerenter", "pointerdown"];
    names.forEach(function (name) {
      link.addEventListener(name, function () {
        link.href = plain + (location.search || new URL(link.href).search) + location.hash;
      });
    });
    link.addEventListener("click", function () {
      try {
        localStorage.setItem("language", link.dataset.language);
      } catch {
        // storage is switched off: nothing is remembered
      }
    });
  });

  // The search is loaded when it is asked for: by its button, its keys or the address.
  var here = document.currentScript;
  var opener = find("button.search");
  if (opener && window.HTMLDialogElement) {
    var load = function () {
      var script = document.createElement("script");
      script.src = new URL("search.js", here.src);
      script.onerror = () => opener.addEventListener("click", load, { once: true });
      document.head.append(script);
    };
    opener.hidden = false;
    opener.addEventListener("click", load, { once: true });
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName);
      var control = event.ctrlKey || event.metaKey;
      // With an Arabic keyboard the same two keys give ظ and ن.
      var slash = ["/", "ظ"].includes(event.key) && !typing && !control && !event.altKey;
      var letter = event.code === "KeyK" || event.key.toLowerCase() === "k";
      if (slash || (control && letter)) {
        event.preventDefault();
        opener.click();
      }
    });
    if (new URLSearchParams(location.search).has("search")) opener.click();
  }

  // Material opens the drawer by a label, which no key reaches.
  var drawer = find("#__drawer");
  var menu = find("button.menu");
  if (drawer && menu) {
    menu.hidden = false;
    find("label.md-header__button[for=__drawer]").remove();
    var turn = function (open) {
      drawer.checked = open;
      drawer.dispatchEvent(new Event("change"));
    };
    menu.addEventListener("click", function () {
      turn(!drawer.checked);
      if (drawer.checked) find(".md-sidebar--primary a").focus({ preventScroll: true });
    });
    drawer.addEventListener("change", function () {
      menu.setAttribute("aria-expanded", drawer.checked);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !drawer.checked) return;
      turn(false);
      menu.focus();
    });
  }

  // The day of access in a citation is the reader's.
  var given = find("#months");
  var today = new Date();
  all(".accessed").forEach(function (part) {
    var months = JSON.parse(given.textContent)[part.closest("[lang]").lang];
    var iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
      .map((number) => String(number).padStart(2, "0"))
      .join("-");
    part.textContent = part.textContent
      .replace("{day}", today.getDate())
      .replace("{month}", months[part.matches(".short") ? "short" : "full"][today.getMonth()])
      .replace("{year}", today.getFullYear())
      .replace("{date}", iso);
    part.hidden = false;
  });

  // Material's clipboard listens to [data-clipboard-target]; its own button belongs to code alone.
  var words = find("#__config");
  all(".tabbed-block > p[id]").forEach(function (text) {
    var button = document.createElement("button");
    var tabs = text.closest(".tabbed-set");
    var place = [].indexOf.call(text.closest(".tabbed-content").children, text.parentElement);
    button.type = "button";
    button.className = "copy";
    button.lang = document.documentElement.lang;
    button.textContent = JSON.parse(words.textContent).translations["clipboard.copy"];
    button.setAttribute(
      "aria-label",
      button.textContent + ": " + tabs.querySelectorAll(".tabbed-labels > label")[place].textContent
    );
    button.dataset.clipboardTarget = "#" + text.id;
    text.after(button);
  });

  // Material puts the copy button of each block of code into a landmark of its own.
  addEventListener("load", function () {
    all(".md-code__nav").forEach((each) => each.setAttribute("role", "none"));
  });

  // A row of tabs that scrolls can be scrolled by keys.
  var rows = new ResizeObserver((found) =>
    found.forEach(({ target }) => (target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1))
  );
  all(".tabbed-labels").forEach((each) => rows.observe(each));

  // The tab that was chosen on another page (Material keeps it as `__tabs`).
  var chosen = window.__md_get ? __md_get("__tabs") || [] : [];
  all(".tabbed-labels > label").forEach(function (label) {
    if (chosen.includes(label.innerText.trim())) find("#" + label.htmlFor).checked = true;
  });

  // How large a file is: it was made after the page, and the server knows.
  all(".size[data-words]").forEach(function (size) {
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
})();
