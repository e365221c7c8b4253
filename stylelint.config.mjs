/* The form of the stylesheets. That Arabic is a mirror of English is what the first rules hold. */
export default {
  extends: "stylelint-config-standard",
  plugins: ["stylelint-use-logical"],
  reportNeedlessDisables: true,
  rules: {
    // `left`, `margin-right`, `width`, `text-align: left`, …: each has a name that knows no side.
    "csstools/use-logical": "always",
    // What that rule does not know.
    "property-disallowed-list": ["/^scroll-(margin|padding)-(top|right|bottom|left)$/"],
    // Four values name a left and a right without saying so.
    "declaration-property-value-disallowed-list": {
      "/^(margin|padding|inset|scroll-margin|scroll-padding|border-(width|style|color))$/": [
        /^\S+\s+\S+\s+\S+\s+\S+$/,
      ],
      "border-radius": [/\s/],
      "/(-origin|-position|-position-x)$/": [/\b(left|right)\b/],
    },
    // Rules stand in the order of the page, and weight settles which of two holds.
    "no-descending-specificity": null,
    // Browsers that are still in use do not know the notation with `<=`.
    "media-feature-range-notation": "prefix",
    "custom-property-empty-line-before": null,
    // Material's names and its widths of windows.
    "selector-class-pattern": null,
    "custom-property-pattern": null,
    "number-max-precision": null,
    // Two short declarations are read at one glance.
    "declaration-block-single-line-max-declarations": 2,
  },
};
