// Opens HTML pages in a real Chromium as readers do, and tells what happened.
// In: a JSON object, {chromium, shots, pages: {name: html}, used: [name]}. Out: a line of JSON for each page: what
// stands in it, and of those in `used` also what came of every click and key. Nothing here judges.
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { text } from "node:stream/consumers";

const { chromium: executablePath, shots, pages, used } = JSON.parse(await text(process.stdin));
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const still = ["--disable-background-networking", "--disable-component-update"];
mkdirSync(shots, { recursive: true });

const server = createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname.slice(1));
  response.writeHead(name in pages ? 200 : 404, { "Content-Type": "text/html" });
  response.end(pages[name] ?? "");
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const home = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath, headless: true, args: [...quiet, ...still] });

// What a reader sees of the tabs now; runs in the page.
function tabsNow() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const isShown = (one) => one.checkVisibility();
  return {
    focused: tabs.indexOf(document.activeElement),
    selected: tabs.flatMap((tab, number) => (tab.getAttribute("aria-selected") === "true" ? [number] : [])),
    reachable: tabs.flatMap((tab, number) => (tab.tabIndex === 0 ? [number] : [])),
    shown: [...document.querySelectorAll(".panel")].flatMap((panel, number) => (isShown(panel) ? [number] : [])),
    wired: tabs.every((tab) => {
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      return panel.getAttribute("role") === "tabpanel" && panel.getAttribute("aria-labelledby") === tab.id;
    }),
  };
}

// The least contrast (WCAG 2.2, 1.4.3) of any text that is shown, with what it is; runs in the page.
function leastContrast() {
  const parts = (color) => color.match(/[\d.]+/g).map(Number);
  const linear = (part) => (part <= 0.04045 * 255 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (one) => {
    for (let node = one; node; node = node.parentElement) {
      const color = parts(getComputedStyle(node).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  let least = [21, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !one.checkVisibility() || one.closest(".unseen, script")) continue;
    const [high, low] = [light(parts(getComputedStyle(one).color)), light(behind(one))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < least[0]) least = [ratio, `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`];
  }
  return least;
}

const textsOf = (page, selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.textContent));

async function opened(name, options) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: home });
  const page = await context.newPage();
  const heard = { requests: [], errors: [] };
  page.on("request", (request) => heard.requests.push(request.url()));
  page.on("console", (message) => heard.errors.push(message.text()));
  page.on("pageerror", (error) => heard.errors.push(String(error)));
  page.on("dialog", (dialog) => { heard.errors.push("a dialog"); dialog.dismiss(); });
  await page.goto(home + encodeURIComponent(name));
  return { context, page, heard };
}

async function clicked(page) {
  const tabs = page.getByRole("tab");
  const seen = [];
  for (let number = 0; number < (await tabs.count()); number += 1) {
    await tabs.nth(number).click();
    const button = page.locator(".copy:visible");
    await button.click();
    await page.waitForFunction(() => document.querySelector("[role=status]").textContent === "Copied.");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    seen.push({ ...(await page.evaluate(tabsNow)), copied, button: await button.innerText() });
    await page.evaluate(() => { document.querySelector("[role=status]").textContent = ""; });
    await tabs.nth(number).focus();
    seen.at(-1).focused = (await page.evaluate(tabsNow)).focused;
  }
  return seen;
}

async function typed(page) {
  await page.getByRole("tab").first().click();
  const seen = [];
  for (const key of ["ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home", "ArrowLeft", "Home", "Tab", "Shift+Tab"]) {
    await page.keyboard.press(key);
    seen.push([key, await page.evaluate(tabsNow)]);
  }
  return seen;
}

async function read(page, name, heard) {
  await page.goto(home + encodeURIComponent(name));
  const elements = () => [...new Set([...document.querySelectorAll("*")].map((one) => one.tagName))];
  return {
    name,
    requests: heard.requests.splice(0).filter((url) => url !== home + encodeURIComponent(name)),
    errors: heard.errors.splice(0),
    title: await page.title(),
    headings: await textsOf(page, "h1, h2"),
    intro: await page.locator(".intro").textContent(),
    labels: await textsOf(page, "[role=tab]"),
    codes: await textsOf(page, "pre code"),
    cells: await textsOf(page, "tbody th, td"),
    elements: await page.evaluate(elements),
    mode: await page.evaluate(() => document.compatMode),
  };
}

async function use(name) {
  const { context, page, heard } = await opened(name, { colorScheme: "light" });
  const found = { first: await page.evaluate(tabsNow), clicks: await clicked(page), keys: await typed(page) };
  await page.getByRole("tab").last().click();
  await page.reload();
  found.again = await page.evaluate(tabsNow);
  await page.emulateMedia({ media: "print" });
  found.printed = (await page.evaluate(tabsNow)).shown;
  found.errors = heard.errors;
  found.requests = heard.requests.filter((url) => !url.startsWith(home + encodeURIComponent(name)));
  await context.close();
  found.looks = await looks(name);
  const plain = await opened(name, { javaScriptEnabled: false });
  found.plain = await textsOf(plain.page, ".panel:visible code");
  found.plainButtons = await plain.page.locator(".copy:visible").count();
  await plain.page.screenshot({ path: `${shots}/${name}-plain.png`, fullPage: true });
  await plain.context.close();
  return found;
}

async function looks(name) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1100, 360]) {
      const { context, page, heard } = await opened(name, { colorScheme, viewport: { width, height: 800 } });
      const contrasts = [];
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        contrasts.push(await page.evaluate(leastContrast));
      }
      await page.getByRole("tab").first().click();
      await page.mouse.move(0, 0);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const path = `${shots}/${name}-${colorScheme}-${width}.png`;
      await page.screenshot({ path, fullPage: true });
      const contrast = contrasts.sort((a, b) => a[0] - b[0])[0];
      found.push({ colorScheme, width, overflow, contrast, path, errors: heard.errors });
      await context.close();
    }
  }
  return found;
}

const { context, page, heard } = await opened(Object.keys(pages)[0], {});
heard.requests.length = 0;
for (const name of Object.keys(pages)) {
  const found = await read(page, name, heard);
  console.log(JSON.stringify(used.includes(name) ? { ...found, use: await use(name) } : found));
}
await context.close();
await browser.close();
server.close();
