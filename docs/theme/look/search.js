// The search: a dialog that loads its index only when it is opened. Pagefind does the finding; a
// query goes to it as it was typed, folded, and without prefixes, by the same rules by which the
// build made the folded words of each page (scripts/folding.py).
(function () {
  "use strict";
  var dialog = document.querySelector("dialog.search");
  var button = document.querySelector("button.search");
  if (!dialog || !button || !dialog.showModal) return;
  var input = dialog.querySelector("input");
  var selects = Array.from(dialog.querySelectorAll("select"));
  var count = dialog.querySelector("output");
  var list = dialog.querySelector("ol");
  var more = dialog.querySelector(".more");
  var plural = new Intl.PluralRules(document.documentElement.lang);
  var root = new URL(dialog.dataset.root, location.href);
  var PAGE = 8;
  var SHORTEST_STEM = 3;
  var loading = null;
  var folding = { letters: {}, prefixes: [] };
  var asked = 0;
  var found = [];

  function load() {
    loading =
      loading ||
      Promise.all([
        import(new URL("pagefind/pagefind.js", root).href),
        fetch(new URL("folding." + document.documentElement.lang + ".json", root)).then(
          (answer) => answer.json()
        ),
      ]).then(async function (parts) {
        var pagefind = parts[0];
        folding = parts[1];
        await pagefind.options({ baseUrl: root.pathname, excerptLength: 24 });
        await pagefind.init();
        fill(await pagefind.filters());
        return pagefind;
      });
    return loading;
  }

  function fill(filters) {
    selects.forEach(function (select) {
      Object.entries(filters[select.name] || {}).forEach(function (each) {
        select.add(new Option(each[0] + " (" + each[1] + ")", each[0]));
      });
    });
  }

  function digit(character) {
    var code = character.codePointAt(0);
    var zero = code >= 0x6f0 ? 0x6f0 : 0x660;
    return String(code - zero);
  }

  function fold(text) {
    return text
      .normalize("NFKD")
      .replace(/[\p{Mn}\p{Cf}]/gu, "")
      .replace(/(?<=[\p{L}\p{N}])['’ʼ](?=[\p{L}\p{N}])/gu, "")
      .toLowerCase()
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit)
      .replace(/./gu, (letter) => folding.letters[letter] ?? letter);
  }

  function strip(word) {
    var prefix = folding.prefixes.find(
      (each) => word.startsWith(each) && word.length - each.length >= SHORTEST_STEM
    );
    return prefix ? word.slice(prefix.length) : word;
  }

  // What to ask for, the nearest to what was typed first.
  function variants(query) {
    var words = fold(query).match(/[\p{L}\p{N}]+/gu) || [];
    return Array.from(new Set([query.trim(), words.join(" "), words.map(strip).join(" ")])).filter(
      Boolean
    );
  }

  async function search() {
    var turn = ++asked;
    var query = input.value;
    var options = { filters: {} };
    selects.forEach(function (select) {
      if (select.name === "sort" && select.value) options.sort = { date: "asc" };
      else if (select.value) options.filters[select.name] = select.value;
    });
    var pagefind;
    try {
      pagefind = await load();
    } catch {
      count.textContent = dialog.dataset.failed;
      return;
    }
    var narrowed = Object.keys(options.filters).length > 0;
    var asking = query.trim() ? variants(query) : narrowed ? [null] : [];
    // Entries first, then the pages of sources, actors, topics and places.
    var kinds = await Promise.all(
      ["entry", "page"].map((kind) => ask(pagefind, asking, options, kind))
    );
    if (turn !== asked) return; // something else was asked in the meantime
    found = kinds.flat();
    list.replaceChildren();
    var words = dialog.dataset[found.length ? plural.select(found.length) : "zero"];
    count.textContent = asking.length
      ? (words || dialog.dataset.other).replace("{n}", found.length)
      : "";
    await show(turn);
  }

  async function ask(pagefind, asking, options, kind) {
    var filters = Object.assign({}, options.filters, { kind: kind });
    var narrowed = Object.assign({}, options, { filters: filters });
    var answers = await Promise.all(asking.map((words) => pagefind.search(words, narrowed)));
    var best = new Map();
    answers.forEach(function (answer) {
      answer.results.forEach(function (result) {
        var known = best.get(result.id);
        if (!known || known.score < result.score) best.set(result.id, result);
      });
    });
    var results = Array.from(best.values());
    return options.sort ? results : results.sort((a, b) => b.score - a.score);
  }

  async function show(turn) {
    var next = found.slice(list.children.length, list.children.length + PAGE);
    var pages = await Promise.all(next.map((result) => result.data()));
    if (turn !== asked) return;
    pages.forEach((page) => list.append(item(page)));
    more.hidden = list.children.length >= found.length;
  }

  function item(page) {
    var entry = document.createElement("li");
    var link = document.createElement("a");
    link.href = page.url;
    link.textContent = page.meta.title;
    var facts = document.createElement("p");
    facts.className = "when";
    facts.textContent = [page.meta.date, page.meta.topic].filter(Boolean).join(" · ");
    var excerpt = document.createElement("p");
    // The excerpt is HTML with <mark>; nothing else of it is taken over.
    new DOMParser().parseFromString(page.excerpt, "text/html").body.childNodes.forEach((node) => {
      var part = node.nodeName === "MARK" ? document.createElement("mark") : null;
      if (part) part.textContent = node.textContent;
      excerpt.append(part || node.textContent);
    });
    entry.append(link, facts, excerpt);
    return entry;
  }

  function open(query) {
    if (!dialog.open) dialog.showModal();
    if (typeof query === "string") input.value = query;
    input.focus();
    input.select();
    search();
  }

  var pause = 0;
  input.addEventListener("input", function () {
    clearTimeout(pause);
    pause = setTimeout(search, 150);
  });
  dialog.querySelector("form").addEventListener("submit", function (event) {
    // Enter in the field asks at once; only the button closes.
    if (!event.submitter || event.submitter.value !== "close" || document.activeElement === input) {
      event.preventDefault();
      search();
    }
  });
  selects.forEach((select) => select.addEventListener("change", search));
  more.addEventListener("click", async function () {
    var first = list.children.length;
    await show(asked);
    if (list.children[first]) list.children[first].querySelector("a").focus();
  });
  // Down and up walk through field and results.
  dialog.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.nodeName === "SELECT") return;
    var stops = [input].concat(Array.from(list.querySelectorAll("a")));
    var at = stops.indexOf(document.activeElement);
    var next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog) dialog.close(); // outside of it
  });
  dialog.querySelectorAll("a.elsewhere").forEach(function (link) {
    link.addEventListener("click", function () {
      link.search = new URLSearchParams({ search: input.value }).toString();
    });
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName);
    var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var control = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (slash || control) {
      event.preventDefault();
      open();
    }
  });
  button.addEventListener("click", () => open());
  button.hidden = false;
  var wanted = new URLSearchParams(location.search).get("search");
  if (wanted !== null) open(wanted);
})();
