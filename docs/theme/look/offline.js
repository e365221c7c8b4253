// Pages that were opened, and the timeline, can be read again without a connection: a service
// worker keeps them. Where there is none, everything is read from the network as before.
const worker = new URL("../../service-worker.js", import.meta.url);
// Under `make serve` every page is to be as it was just built.
const serving = document.querySelector('script[src="/__reload.js"]');

if ("serviceWorker" in navigator && location.protocol.startsWith("http") && !serving) {
  addEventListener("load", () => {
    navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(() => {
      // switched off, as in a private window: nothing is kept
    });
  });
}
