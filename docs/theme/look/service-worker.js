// Reading without a connection. The build writes this into the root of the site, with what it knows
// of the site in BUILD before it (scripts/site/app.py):
//   version a digest of the next
//   assets  where the stylesheets and scripts are; the theme's in one language, since all are alike
//   edition a digest of the kept pages; a new one makes this a new worker
//   pages   what is kept though nobody has opened it: the homes and the timelines
//   notice  the page that stands for one that is not at hand, {site} where the site begins
// Pages come from the network whenever there is one. Nothing is sent anywhere.
const build = self.BUILD;
const scope = self.registration.scope;
// A host may have other sites, and they share its storage: only names that begin so are ours.
const ours = "timeline " + scope + " ";
const ASSETS = ours + "assets " + build.version;
const PAGES = ours + "pages";
const MOST = 300;
const assets = new Map(build.assets.map((path) => [named(at(path)), at(path)]));
const always = new Set(build.pages.map(at));

function at(path) {
  return new URL(path, scope).href;
}

// The address without a query, which filters a page and does not make it another.
function bare(address) {
  return address.split(/[?#]/)[0];
}

// --- A new worker, and the end of the one before ---

self.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const cache = await caches.open(ASSETS);
  if (!(await cache.keys()).length) {
    await cache.addAll(assets.values());
  }
  const sparing = navigator.connection && navigator.connection.saveData;
  if (!sparing) await Promise.allSettled(Array.from(always, fetched));
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(ours));
  const old = names.filter((name) => name !== ASSETS && name !== PAGES);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
  // The page with which the reader came was opened before there was a worker.
  const open = await self.clients.matchAll({ type: "window" });
  await Promise.allSettled(open.map((client) => fetched(bare(client.url))));
}

// --- Pages ---

async function fetched(address) {
  await keep(address, await fetch(address, { cache: "no-cache" }));
}

async function keep(address, answer) {
  const pages = await caches.open(PAGES);
  const kind = answer.headers.get("Content-Type") || "";
  if (answer.ok && !answer.redirected && kind.startsWith("text/html")) {
    await pages.put(bare(address), answer);
    await forget(pages);
  } else if (answer.status === 404 || answer.status === 410) {
    await pages.delete(bare(address));
  }
}

// The page that was opened longest ago goes when there are too many.
async function forget(pages) {
  const rest = (await pages.keys()).filter((request) => !always.has(request.url));
  const old = rest.slice(0, Math.max(rest.length - MOST, 0));
  await Promise.all(old.map((request) => pages.delete(request)));
}

async function page(event) {
  let answer;
  try {
    // Asks the host whether the page is still the same: never an old one while there is a network.
    answer = await fetch(event.request, { cache: "no-cache" });
  } catch {
    return (await kept(event.request.url)) || notice();
  }
  event.waitUntil(keep(event.request.url, answer.clone()).catch(() => {}));
  return answer;
}

async function kept(address) {
  const pages = await caches.open(PAGES);
  const path = bare(address).replace(/index\.html$/, "");
  const page = await pages.match(path);
  if (page || path.endsWith("/")) return page;
  // As the host would: the links of a page only lead right from below its folder.
  return (await pages.match(path + "/")) && Response.redirect(path + "/");
}

function notice() {
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return new Response(build.notice.replaceAll("{site}", scope), { status: 503, headers });
}

// --- Stylesheets and scripts ---

// A stylesheet or script by its version and name: look/<version>/<name> of ours, of the theme
// <language>/assets/<kind>/<name>.<version>.min.<suffix>.
function versioned(address) {
  return bare(address).slice(scope.length).replace(/^[^/]*/, "");
}

// The same of whatever version.
function named(address) {
  return versioned(address).replace(/^\/\w{16}(?=\/)|\.\w{8}(?=\.min\.)/, "");
}

// This worker's come from the store. A page that was made with others gets those, and the
// worker's where they are not to be had any more.
async function asset(request) {
  const own = assets.get(named(request.url));
  const known = await (await caches.open(ASSETS)).match(own);
  if (known && versioned(request.url) === versioned(own)) return known;
  try {
    const answer = await fetch(request);
    return answer.ok || !known ? answer : known;
  } catch (error) {
    if (known) return known;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (assets.has(named(request.url))) event.respondWith(asset(request));
});
