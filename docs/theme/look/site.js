// Conveniences that Material lacks. Every page is complete without them.
const find = (selector) => document.querySelector(selector);
const all = (selector) => document.querySelectorAll(selector);

// A link to another language keeps query and fragment, but for those of the chooser itself, for
// which the choice is remembered.
all("a[data-language]").forEach((link) => {
  const plain = link.href;
  const names = link.matches(".button") ? [] : ["focus", "pointerenter", "pointerdown"];
  names.forEach((name) => {
    link.addEventListener(name, () => {
      link.href = plain + (location.search || new URL(link.href).search) + location.hash;
    });
  });
  link.addEventListener("click", () => {
    try {
      localStorage.setItem("language", link.dataset.language);
    } catch {
      // storage is switched off: nothing is remembered
    }
  });
});

// The search is loaded when it is asked for: by its button, its keys or the address.
const opener = find("button.search");
if (opener && window.HTMLDialogElement) {
  let tries = 0;
  const load = () => {
    // A browser may remember that a module did not come.
    const module = `./search.js${tries ? `?${tries}` : ""}`;
    tries += 1;
    import(module).catch(() => opener.addEventListener("click", load, { once: true }));
  };
  opener.hidden = false;
  opener.addEventListener("click", load, { once: true });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName);
    const control = event.ctrlKey || event.metaKey;
    // With an Arabic keyboard the same two keys give ظ and ن.
    const slash = ["/", "ظ"].includes(event.key) && !typing && !control && !event.altKey;
    const letter = event.code === "KeyK" || event.key.toLowerCase() === "k";
    if (slash || (control && letter)) {
      event.preventDefault();
      opener.click();
    }
  });
  if (new URLSearchParams(location.search).has("search")) opener.click();
}

// Material opens the drawer by a label, which no key reaches.
const drawer = find("#__drawer");
const menu = find("button.menu");
if (drawer && menu) {
  menu.hidden = false;
  find("label.md-header__button[for=__drawer]").remove();
  const turn = (open) => {
    drawer.checked = open;
    drawer.dispatchEvent(new Event("change"));
  };
  menu.addEventListener("click", () => {
    turn(!drawer.checked);
    if (drawer.checked) find(".md-sidebar--primary a").focus({ preventScroll: true });
  });
  drawer.addEventListener("change", () => menu.setAttribute("aria-expanded", drawer.checked));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    turn(false);
    menu.focus();
  });
}

// The day of access in a citation is the reader's.
const given = find("#months");
const today = new Date();
all(".accessed").forEach((part) => {
  const months = JSON.parse(given.textContent)[part.closest("[lang]").lang];
  const iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((number) => String(number).padStart(2, "0"))
    .join("-");
  part.textContent = part.textContent
    .replace("{day}", today.getDate())
    .replace("{month}", months[part.matches(".short") ? "short" : "full"][today.getMonth()])
    .replace("{year}", today.getFullYear())
    .replace("{date}", iso);
  part.hidden = false;
});

// Material's clipboard listens to two attributes; its own button belongs to code alone.
const { translations } = JSON.parse((find("#__config") || { textContent: "{}" }).textContent);
function copyButton(sign, about) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.lang = document.documentElement.lang;
  button.textContent = sign || translations["clipboard.copy"];
  button.setAttribute("aria-label", `${translations["clipboard.copy"]}: ${about}`);
  return button;
}
all(".tabbed-block > p[id]").forEach((text) => {
  const tabs = text.closest(".tabbed-set");
  const place = [].indexOf.call(text.closest(".tabbed-content").children, text.parentElement);
  const button = copyButton("", tabs.querySelectorAll(".tabbed-labels > label")[place].textContent);
  button.dataset.clipboardTarget = "#" + text.id;
  // Material copies plain text; for word processors the same goes along with its italics.
  const enrich = (event) => {
    const rich = document.createElement("p");
    rich.lang = text.closest("[lang]").lang;
    rich.dir = getComputedStyle(text).direction;
    rich.append(...text.cloneNode(true).childNodes);
    event.clipboardData.setData("text/html", rich.outerHTML);
    event.clipboardData.setData("text/plain", event.target.value ?? text.innerText);
    event.preventDefault();
  };
  button.addEventListener("click", () => {
    addEventListener("copy", enrich, { once: true });
    setTimeout(() => removeEventListener("copy", enrich));
  });
  text.after(button);
});
// Once the address names a claim, the forms cite it at its own address, until it is taken back.
function citeClaim(claim) {
  const part = claim ? "#" + claim.id : "";
  all(".tabbed-block > p[id]").forEach((form) => {
    const walker = document.createTreeWalker(form, NodeFilter.SHOW_TEXT);
    // The address of a revision ends in ten digits, which name the state of the record.
    while (walker.nextNode()) {
      const text = walker.currentNode;
      text.data = text.data.replace(/(\/[0-9a-f]{10}\/)(#[\w-]+)?/g, "$1" + part);
    }
    form.querySelectorAll("a").forEach((link) => (link.hash = part));
  });
  find("#cited")?.remove();
  if (!claim) return;
  const note = document.createElement("p");
  note.id = "cited";
  const whole = document.createElement("button");
  whole.type = "button";
  whole.className = "copy";
  whole.textContent = given.dataset.whole;
  whole.addEventListener("click", () => citeClaim());
  const words = claim.cloneNode(true);
  words.querySelector(".headerlink").remove();
  note.append(given.dataset.claim + " ", ...words.childNodes, whole);
  find(".tabbed-set").before(note);
}
if (given) {
  const named = () => {
    const claim = document.getElementById(location.hash.slice(1));
    if (claim?.matches(".claim")) citeClaim(claim);
  };
  addEventListener("hashchange", named);
  named();
}
all(".claim > .headerlink").forEach((link) => {
  const button = copyButton("⧉", link.title);
  button.title = button.ariaLabel;
  button.dataset.clipboardText = link.href;
  link.parentElement.nextElementSibling.append(" ", button);
});

// Material puts the copy button of each block of code into a landmark of its own.
addEventListener("load", () => {
  all(".md-code__nav").forEach((each) => each.setAttribute("role", "none"));
});

// A row of tabs that scrolls can be scrolled by keys.
const rows = new ResizeObserver((found) =>
  found.forEach(({ target }) => (target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1))
);
all(".tabbed-labels").forEach((each) => rows.observe(each));

// The tab that was chosen on another page (Material keeps it as `__tabs`).
const chosen = (typeof __md_get === "function" && __md_get("__tabs")) || [];
all(".tabbed-labels > label").forEach((label) => {
  if (chosen.includes(label.innerText.trim())) find("#" + label.htmlFor).checked = true;
});
