// The search: a dialog. site.js loads this when the reader first asks for it. Pagefind does the finding; a
// query goes to it as it was typed, folded, and without prefixes, by the same rules by which the
// build made the folded words of each page (scripts/i18n/folding.py).
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
  var elsewhere = dialog.querySelectorAll("a.elsewhere");
  var plural = new Intl.PluralRules(document.documentElement.lang);
  var root = new URL(dialog.dataset.root, location.href);
  var PAGE = 8;
  var ENOUGH = 5; // entries, before the pages of actors, topics, places and sources
  var MOST_WORDS = 24;
  // The other pages are marked, which are fewer by far.
  var PAGES = { kind: "page" };
  var ENTRIES = { not: PAGES };
  var SHORTEST_STEM = 3;
  var engine = null;
  var leaving = Promise.resolve();
  var loading = null;
  var filling = null;
  var dating = null;
  var filled = false;
  var folding = { letters: {}, prefixes: [], endings: [], sounds: [], silent: "", names: {} };
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
        leaving,
      ]).then(async function (parts) {
        var pagefind = (engine = parts[0]);
        folding = parts[1];
        var options = {
          baseUrl: root.pathname,
          excerptLength: 24,
          // `words` are the folded words: they find a page, the page's own words rank it, and the
          // names in its title however they are spelt (`named`).
          ranking: {
            metaWeights: { title: 5, date: 4, named: 3, summary: 1, topic: 0.5, words: 1 },
          },
        };
        await pagefind.options(options);
        await pagefind.init();
        return pagefind;
      });
    return loading;
  }

  // Something did not come. Pagefind remembers that: the next try has to start again.
  function forget() {
    loading = filling = null;
    if (engine) leaving = engine.destroy();
  }

  // Pagefind takes words that could not be loaded for words that are nowhere: is anything there?
  async function reach() {
    var answer = await fetch(new URL("pagefind/pagefind-entry.json", root), { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
  }

  // The place of each entry in time, by its name in the index; it is asked for when it is sorted by.
  function dates(pagefind) {
    dating =
      dating ||
      pagefind
        .search(null, { sort: { date: "asc" } })
        .then((answer) => new Map(answer.results.map((result, place) => [result.id, place])))
        .catch(function (error) {
          dating = null;
          throw error;
        });
    return dating;
  }

  // What there is to narrow a search by grows with the site: it comes when somebody reaches for it.
  function fill() {
    filling =
      filling ||
      load()
        .then((pagefind) => pagefind.filters())
        .then(function (filters) {
          selects.forEach(function (select) {
            var values = Object.entries(filters[select.name] || {});
            values.sort((one, other) => (one[0] < other[0] ? -1 : 1));
            values.forEach(function (each) {
              select.add(new Option(each[0] + " (" + each[1] + ")", each[0]));
            });
          });
          filled = true;
        })
        .catch(forget); // the next reach tries again
    return filling;
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
      .replace(/['’ʼ]s(?![\p{L}\p{N}])|(?<=[\p{L}\p{N}])['’ʼ](?=[\p{L}\p{N}])/gu, "")
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

  function stem(word) {
    var bare = strip(word);
    var ending = folding.endings.find(
      (each) => bare.endsWith(each) && bare.length - each.length >= SHORTEST_STEM
    );
    return ending ? bare.slice(0, -ending.length) : bare;
  }

  // How many letters two words have in common from the beginning.
  function shared(one, other) {
    var same = 0;
    while (same < one.length && one[same] === other[same]) same++;
    return same;
  }

  // A name that is spelt otherwise here, by what is heard of it.
  function respelt(word) {
    var bare = strip(word);
    var heard = folding.sounds.reduce((text, pair) => text.replaceAll(pair[0], pair[1]), bare);
    heard = Array.from(heard).filter((letter) => !folding.silent.includes(letter)).join("");
    var known = folding.names[heard];
    if (!known || known.includes(word) || known.includes(bare)) return word;
    return known.reduce((one, other) => (shared(bare, other) > shared(bare, one) ? other : one));
  }

  // Days in figures, the day before the month, as the index has them.
  function withDays(text) {
    return text.replace(
      /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/g,
      (_, day, month, year) => [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-")
    );
  }

  function wordsOf(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  // What to ask for, the nearest to what was typed first; what stands in quotes stays together.
  function variants(query, words) {
    var quoted = /^["“”„«][^"“”„«»]+["“”»]$/.test(query);
    var plain = quoted ? query.slice(1, -1) : query;
    var named = words.map(respelt);
    var texts = named.every((word, n) => word === words[n]) ? [plain] : [];
    texts.push(named.join(" "), named.map(strip).join(" "));
    if (quoted) texts = texts.map((text) => '"' + text + '"');
    else texts.push(named.map(stem).join(" "));
    return Array.from(new Set(texts));
  }

  async function search() {
    var turn = ++asked;
    var query = withDays(input.value.trim().slice(0, input.maxLength));
    var options = { filters: {} };
    var dated = false;
    selects.forEach(function (select) {
      if (select.name === "sort") dated = Boolean(select.value);
      else if (select.value) options.filters[select.name] = select.value;
    });
    elsewhere.forEach(function (link) {
      link.search = new URLSearchParams({ search: query }).toString();
    });
    list.setAttribute("aria-busy", "true");
    try {
      var pagefind = await load();
      var words = Array.from(new Set(wordsOf(query))).slice(0, MOST_WORDS);
      var narrowed = Object.keys(options.filters).length > 0;
      var nothing = !query && !narrowed;
      dated = dated || (!query && narrowed); // nothing that anything could fit
      var places = dated ? await dates(pagefind) : null;
      var asking = words.length ? variants(query, words) : narrowed && !query ? [null] : [];
      var [entries, pages] = await Promise.all(
        [ENTRIES, PAGES].map((kind) => ask(pagefind, asking, options, kind, places))
      );
      var near = entries.length < ENOUGH ? await some(pagefind, words, options, entries) : [];
      if (turn !== asked) return; // something else was asked in the meantime
      if (asking.length && !entries.length && !pages.length) await reach();
      // Where entries are sorted by date, nothing stands between them.
      var first = dated ? entries.length : ENOUGH;
      found = [...entries.slice(0, first), ...near, ...pages, ...entries.slice(first)];
      list.replaceChildren();
      var form = dialog.dataset[found.length ? plural.select(found.length) : "zero"];
      count.textContent = nothing
        ? ""
        : (form || dialog.dataset.other).replace("{n}", found.length);
      await show(turn);
      if (turn === asked) list.setAttribute("aria-busy", "false");
    } catch {
      if (turn !== asked) return;
      forget(); // the next query tries again
      count.textContent = dialog.dataset.failed;
      list.setAttribute("aria-busy", "false");
    }
  }

  async function ask(pagefind, asking, options, kind, places) {
    var filters = Object.assign({}, options.filters, kind);
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
    if (!places) return results.sort((a, b) => b.score - a.score);
    results = results.filter((each) => places.has(each.id));
    return results.sort((a, b) => places.get(a.id) - places.get(b.id));
  }

  // Where hardly an entry has all words: those that have half of them, or else any; the best first.
  async function some(pagefind, words, options, known) {
    if (words.length < 2) return [];
    var unsorted = { filters: options.filters };
    var answers = await Promise.all(
      words.map((word) => ask(pagefind, variants(word, [word]), unsorted, ENTRIES))
    );
    var sums = new Map();
    answers.flat().forEach(function (result) {
      var sum = sums.get(result.id) || { result: result, score: 0, times: 0 };
      sum.score += result.score;
      sum.times += 1;
      sums.set(result.id, sum);
    });
    known.forEach((result) => sums.delete(result.id));
    return Array.from(sums.values())
      .filter((sum) => !known.length || sum.times * 2 >= words.length)
      .sort((a, b) => b.score - a.score)
      .slice(0, PAGE)
      .map((sum) => sum.result);
  }

  async function show(turn) {
    var next = found.slice(list.children.length, list.children.length + PAGE);
    var pages = await Promise.all(next.map((result) => result.data()));
    if (turn !== asked) return;
    var sought = wordsOf(input.value).map((word) => strip(respelt(word)));
    pages.forEach((page) => list.append(item(page, sought)));
    more.hidden = list.children.length >= found.length;
  }

  function item(page, sought) {
    var entry = document.createElement("li");
    var link = document.createElement("a");
    link.href = page.url;
    link.textContent = page.meta.title;
    var facts = document.createElement("p");
    facts.className = "when";
    facts.textContent = [page.meta.date, page.meta.topic].filter(Boolean).join(" · ");
    var evidence = document.createElement("p");
    evidence.className = "evidence";
    evidence.textContent = (page.filters.evidence_line || []).join();
    var summary = marked(page.meta.summary || "", sought);
    var passage = excerpt(page);
    var shown = passage.querySelector("mark") && !summary.querySelector("mark") ? passage : summary;
    entry.append(link, facts, shown.textContent ? shown : passage);
    if (evidence.textContent) entry.append(evidence);
    return entry;
  }

  // The summary, the words that were looked for marked in it.
  function marked(text, sought) {
    var paragraph = document.createElement("p");
    text.split(/((?:[\p{L}\p{N}\p{M}]|(?<=\p{L})['’ʼ](?=\p{L}))+)/u).forEach(function (part, n) {
      var isWord = n % 2 === 1;
      var word = isWord ? strip(fold(part)) : "";
      if (isWord && sought.some((each) => alike(word, each))) {
        var mark = document.createElement("mark");
        mark.textContent = part;
        paragraph.append(mark);
      } else paragraph.append(part);
    });
    return paragraph;
  }

  // Whether two folded words are forms of one: nearly the same from the beginning.
  function alike(one, other) {
    if (one === other) return true;
    var least = Math.max(4, Math.min(one.length, other.length) - 2);
    return !/\d/.test(one + other) && shared(one, other) >= least;
  }

  // Pagefind's own excerpt is HTML with <mark>; nothing else of it is taken over.
  function excerpt(page) {
    var paragraph = document.createElement("p");
    new DOMParser().parseFromString(page.excerpt, "text/html").body.childNodes.forEach((node) => {
      var part = node.nodeName === "MARK" ? document.createElement("mark") : null;
      if (part) part.textContent = node.textContent;
      paragraph.append(part || node.textContent);
    });
    return paragraph;
  }

  function open(query) {
    if (!dialog.open) dialog.showModal();
    if (typeof query === "string") input.value = query.slice(0, input.maxLength);
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
      clearTimeout(pause);
      search();
    }
  });
  selects.forEach((select) => select.addEventListener("change", search));
  var facets = dialog.querySelector(".facets");
  ["pointerenter", "focusin"].forEach((name) => facets.addEventListener(name, fill));
  // A finger reaches a list at once: it opens when it is filled.
  selects.forEach(function (select) {
    select.addEventListener("mousedown", function (event) {
      if (filled) return;
      event.preventDefault();
      fill()
        .then(function () {
          select.focus();
          select.showPicker();
        })
        .catch(function () {
          // the browser does not let a script open it: it opens when it is touched again
        });
    });
  });
  more.addEventListener("click", async function () {
    var first = list.children.length;
    await show(asked).catch(function () {
      forget();
      return search();
    });
    if (list.children[first]) list.children[first].querySelector("a").focus();
  });
  // Escape closes at once; browsers would have it clear the field first.
  input.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
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
  button.addEventListener("click", () => open());
  open(new URLSearchParams(location.search).get("search"));
})();
