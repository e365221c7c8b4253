// Pages that were opened, and the timeline, can be read again without a connection: a service
// worker keeps them. Where there is none, everything is read from the network as before.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  addEventListener("load", function () {
    // Under `make serve` every page is to be as it was just built.
    if (document.querySelector('script[src="/__reload.js"]')) return;
    navigator.serviceWorker
      .register(new URL("../../service-worker.js", script.src), { updateViaCache: "none" })
      .catch(function () {
        // switched off, as in a private window: nothing is kept
      });
  });
})();
