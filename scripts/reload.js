// Only in `make serve`: waits for the next change, reloads the page, or shows what is wrong.
{
  const number = Number(document.currentScript.dataset.number);

  const show = (problems) => {
    const box = document.createElement("pre");
    box.textContent = problems.join("\n");
    box.dir = "auto";
    box.setAttribute("role", "alert");
    box.style.cssText =
      "position:sticky;inset-block-start:0;z-index:9;margin:0;padding:1rem;max-block-size:50vh;" +
      "overflow:auto;white-space:pre-wrap;background:#fdf3e1;color:#5a2d00;border-bottom:2px solid";
    document.querySelector("pre[role=alert]")?.remove();
    if (problems.length) document.body.prepend(box);
  };

  const ask = async (after) => {
    try {
      const answer = await fetch(`/__state?after=${after}`);
      const state = await answer.json();
      if (state.number !== number && !state.problems.length) return location.reload();
      show(state.problems);
      ask(state.number);
    } catch {
      setTimeout(ask, 1000, after); // the server is away; perhaps it comes back
    }
  };

  // The first answer comes at once: problems may stand already, or the page be of an older state.
  ask("none");
}
