// The words of the page's language: from form.json, filled as scripts/i18n does it.

const LONGEST = 120;

function filled(text, args) {
  return text.replace(/\{([a-z0-9_]+)\}/g, (whole, name) => String(args[name] ?? whole));
}

function shortened(value) {
  const text = String(value).trim().replace(/\s+/g, " ");
  const letters = Array.from(text);
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST).join("")}…`;
}

export function speaker(facts) {
  const { words, language } = facts;
  const plural = new Intl.PluralRules(language);

  // The words for a dotted key; where there are forms, the number `n` chooses.
  function t(key, args = {}) {
    let found = key.split(".").reduce((part, name) => part?.[name], words);
    if (found !== null && typeof found === "object") {
      found = found[plural.select(args.n)] ?? found.other;
    }
    if (typeof found !== "string") throw new Error(`no words for ${key}`);
    return filled(found, args);
  }

  // What is wrong and what to do: Language.message.
  function message({ code, args }) {
    const { suggestion, ...rest } = args;
    const short = Object.fromEntries(
      // What is expected is a list of ours, which is shown whole.
      Object.entries(rest).map(([name, value]) => [
        name,
        name === "expected" ? value : shortened(value),
      ])
    );
    let text = filled(words.problems[code], short).replace(/ {2,}/g, " ");
    if (suggestion) {
      text += filled(words.problems["did-you-mean"], { suggestion: shortened(suggestion) });
    }
    return text;
  }

  // A text of a record in the page's language, or in the one that it has.
  function own(text) {
    return text?.[language] || Object.values(text || {})[0] || "";
  }

  return { t, message, own };
}
