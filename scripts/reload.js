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

  function wait(after) {
    fetch("/__state?after=" + after)
      .then(function (answer) {
        return answer.json();
      })
      .then(function (state) {
        if (state.number !== after && !state.problems.length && after) location.reload();
        else {
          show(state.problems);
          wait(state.number);
        }
      })
      .catch(function () {
        setTimeout(wait, 1000, after); // the server is away; perhaps it comes back
      });
  }

  // The first answer comes at once: problems may stand already, or the page be of an older build.
  fetch("/__state?after=none")
    .then(function (answer) {
      return answer.json();
    })
    .then(function (state) {
      if (state.number !== number && !state.problems.length) {
        location.reload();
        return;
      }
      show(state.problems);
      wait(state.number);
    });
})();
