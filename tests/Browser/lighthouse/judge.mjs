// Lighthouse's four scores of the pages that people use most, on a published site with the demo: node judge.mjs [address [page…]].
// The pages are judged as on a middling phone: Lighthouse's own defaults, 4 times slower than this machine and on a slow network. The first paint is
// measured by itself too: as slow a processor, and no network between. Below 95 anywhere, or later than a second, the exit status is 1.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const site = process.argv[2] ?? "http://127.0.0.1:5080";
const asked = process.argv.slice(3);
const scoreMin = 95;
const paintMaxMilliseconds = 1_000;
const slowdown = 4;
const categories = ["performance", "accessibility", "best-practices", "seo"];

/** The cookies of a demo account, as the API gives them. */
async function signIn(email) {
  const page = await (await fetch(`${site}/sign-in`)).text();
  const password = /name="Password" value="([^"]+)"/.exec(page)[1];
  const answer = await fetch(`${site}/api/v1/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Signing in was answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.getSetCookie().map((cookie) => /^([^=]+)=([^;]*)/.exec(cookie)).map(([, name, value]) => ({ name, value, domain: new URL(site).hostname, path: "/", httpOnly: true }));
}

/** Milliseconds until something of the page is painted, with nothing of it kept from before. The middle one of five. */
async function firstPaint(browser, address) {
  const paints = [];
  for (let run = 0; run < 5; run++) {
    const page = await browser.newPage();
    await page.setCacheEnabled(false);
    await page.emulateCPUThrottling(slowdown);
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    await page.close();
  }
  return paints.sort((a, b) => a - b)[2];
}

/** The first week that the board links to. */
async function week() {
  const board = await (await fetch(`${site}/boards/Y99/Foundation`)).text();
  return /href="(\/weeks\/[^"]+)"/.exec(board)[1];
}

const pages = [["board", "/boards/Y99/Foundation"], ["dense", "/boards/Y99/Foundation?show=80"], ["search", "/search?postcode=ZX5"], ["week", await week()], ["agenda", "/bookings", "ana@demo.example"]];

const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu"] });
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
try {
  console.log(`${"page".padEnd(10)}${categories.map((each) => each.padEnd(16)).join("")}paint, slow network  paint, no network  layout shift  bytes`);
  for (const [name, path, account] of pages) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    // The browser's own, so that the hub's socket has them too; a header of Lighthouse's would only go with requests.
    if (account !== undefined) await browser.setCookie(...(await signIn(account)));
    const { lhr } = await lighthouse(site + path, { port: chrome.port, onlyCategories: categories, logLevel: "error" });
    const near = await firstPaint(browser, site + path);
    const scores = categories.map((each) => Math.round(lhr.categories[each].score * 100));
    const [paint, shift, bytes] = ["first-contentful-paint", "cumulative-layout-shift", "total-byte-weight"].map((each) => lhr.audits[each].numericValue);
    console.log(`${name.padEnd(10)}${scores.map((score) => String(score).padEnd(16)).join("")}${`${Math.round(paint)} ms`.padEnd(21)}${`${Math.round(near)} ms`.padEnd(19)}${shift.toFixed(3).padEnd(14)}${bytes}`);
    if (scores.every((score) => score >= scoreMin) && near < paintMaxMilliseconds) continue;
    process.exitCode = 1;
    for (const { id, title, score } of Object.values(lhr.audits)) if (score !== null && score < 0.9) console.log(`  ${score} ${id}: ${title}`);
  }
} finally {
  await browser.disconnect();
  await chrome.kill();
}
