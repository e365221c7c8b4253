// Only in `make serve`: waits for the next build, reloads the page, or shows what is wrong.
(function () {
  "use strict";
  var number = Number(document.currentScript.dataset.number);

  function show(problems) {
    var box = document.createElement("pre");
    box.textContent = problems.join("\n");
    box.dir = "auto";
    box.setAttribute("role", "alert");
    box.style.cssText =
      "position:sticky;inset-block-start:0;z-index:9;margin:0;padding:1rem;max-block-size:50vh;" +
      "overflow:auto;white-space:pre-wrap;background:#fdf3e1;color:#5a2d00;border-bottom:2px solid";
    var old = document.querySelector("pre[role=alert]");
    if (old) old.remove();
    if (problems.length) document.body.prepend(box);
  }

  // A page that the server names is new; so may any be where it names none.
  function isNew(pages) {
    var path = location.pathname.slice(1);
    if (path === "" || path.slice(-1) === "/") path += "index.html";
    return !pages || pages.indexOf(path) >= 0 || path === "index.html";
  }

  function ask(after) {
    fetch("/__state?after=" + after + "&since=" + number)
      .then(function (answer) {
        return answer.json();
      })
      .then(function (state) {
        var changed = state.number !== number && isNew(state.pages);
        if (changed && !state.problems.length) location.reload();
        else {
          show(state.problems);
          ask(state.number);
        }
      })
      .catch(function () {
        setTimeout(ask, 1000, after); // the server is away; perhaps it comes back
      });
  }

  // The first answer comes at once: problems may stand already, or the page be of an older build.
  ask("none");
})();
