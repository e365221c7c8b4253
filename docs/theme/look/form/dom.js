// Elements without markup in strings: what people write stays text.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined));
  return element;
}

// The id of the input for a path: `f-title-en`.
export const idOf = (path) => ["f", ...path].join("-");

export const keyOf = (path) => path.join("/");

export const code = (name) => make("code", { dir: "ltr" }, name);
