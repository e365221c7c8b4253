// The filters of the timeline. The page is complete without them: the form is hidden until this
// runs, and this only hides entries. What is chosen stands in the address, in ids that mean the
// same in every language; the words come from the page.
(function () {
  "use strict";
  var box = document.querySelector("details.filters");
  if (!box) return;
  var form = box.querySelector("form");
  var cards = Array.from(document.querySelectorAll(".card[data-topics]"));
  var years = Array.from(document.querySelectorAll("section.year"));
  var count = form.querySelector("output");
  var none = document.querySelector(".none");
  var plural = new Intl.PluralRules(document.documentElement.lang);
  // What an entry says of itself in data-*, by the name of the field that asks for it.
  var facts = {
    topic: "topics",
    actor: "actors",
    source: "sources",
    evidence: "evidence",
    kind: "kind",
  };
  var names = Object.keys(facts).concat("from", "to");

  function chosen() {
    var data = new FormData(form);
    var query = new URLSearchParams();
    names.forEach(function (name) {
      data.getAll(name).forEach(function (value) {
        if (value) query.append(name, value);
      });
    });
    return query;
  }

  function choose(query) {
    form.reset();
    names.forEach(function (name) {
      query.getAll(name).forEach(function (value) {
        form.querySelectorAll('[name="' + name + '"]').forEach(function (field) {
          if (field.type === "checkbox") field.checked = field.checked || field.value === value;
          else field.value = value;
          // A value that is none of a select's options is no choice, and shown as none.
          if (field.selectedIndex < 0) field.selectedIndex = 0;
        });
      });
    });
  }

  function fits(card, query) {
    var from = Number(query.get("from")) || -Infinity;
    var to = Number(query.get("to")) || Infinity;
    if (Number(card.dataset.first) > to || Number(card.dataset.last) < from) return false;
    return Object.keys(facts).every(function (name) {
      var wanted = query.getAll(name);
      var has = card.dataset[facts[name]].split(" ");
      return !wanted.length || wanted.some((value) => has.includes(value));
    });
  }

  function show(query) {
    var shown = new Set();
    cards.forEach(function (card) {
      card.hidden = !fits(card, query);
      if (!card.hidden) shown.add(card.id);
    });
    years.forEach(function (year) {
      year.hidden = !year.querySelector(".card:not([hidden])");
      var link = document.querySelector('.years a[href="#' + year.dataset.year + '"]');
      if (link) link.parentElement.hidden = year.hidden;
    });
    none.hidden = shown.size > 0;
    var words = count.dataset[plural.select(shown.size)] || count.dataset.other;
    count.textContent = words.replace("{n}", shown.size);
    form.querySelector("[type=reset]").hidden = !query.toString();
    // The same choice in the other languages.
    document.querySelectorAll("a[data-language]").forEach(function (link) {
      link.search = query.toString();
    });
    document.dispatchEvent(new CustomEvent("filter", { detail: shown }));
  }

  function address(query) {
    var text = query.toString();
    return location.pathname + (text ? "?" + text : "") + location.hash;
  }

  form.addEventListener("change", function () {
    var query = chosen();
    history.pushState(null, "", address(query));
    show(query);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.querySelector("[type=reset]").addEventListener("click", function (event) {
    event.preventDefault();
    form.reset();
    history.pushState(null, "", address(chosen()));
    show(chosen());
    form.querySelector("select, input").focus(); // the button itself is gone now
  });
  addEventListener("popstate", function () {
    choose(new URLSearchParams(location.search));
    show(chosen());
  });

  box.hidden = false;
  // On a phone the list comes first, unless something is filtered already.
  box.open = matchMedia("(min-width: 44rem)").matches || location.search.length > 1;
  choose(new URLSearchParams(location.search));
  show(chosen());
  document.documentElement.classList.remove("filtering");
})();
