// Converts one snippet again and again with one peer, and prints the median microseconds of one
// conversion. Arguments: the peer, the language, the snippet's file, the seconds to run.

import { readFileSync } from "node:fs";

const [peer, language, file, seconds] = process.argv.slice(2);
const snippet = readFileSync(file, "utf8");
const BATCH = 50;

// What a reader would have made of the snippet: these peers do not read curl.
const HAR = JSON.parse(readFileSync(new URL("request.har.json", import.meta.url), "utf8"));

const CONVERTERS = {
  curlconverter: async () => {
    const module = await import("curlconverter");
    const convert = { python: "toPython", javascript: "toJavaScript", java: "toJava", cpp: "toC" };
    return () => module[convert[language]](snippet);
  },
  httpsnippet: async () => {
    const { HTTPSnippet } = await import("httpsnippet");
    return () => new HTTPSnippet(HAR).convert(...clientOf(["java", "nethttp"]));
  },
  "@readme/httpsnippet": async () => {
    const { HTTPSnippet } = await import("@readme/httpsnippet");
    return () => new HTTPSnippet(HAR).convert(...clientOf(["java", "okhttp"]));
  },
  "@scalar/snippetz": async () => {
    const { snippetz } = await import("@scalar/snippetz");
    const [target, client] = clientOf(["java", "nethttp"]);
    const printer = snippetz();
    return () => printer.print(target === "javascript" ? "js" : target, client, HAR);
  },
};

function clientOf(java) {
  return { python: ["python", "requests"], javascript: ["javascript", "fetch"], java, cpp: ["c", "libcurl"] }[language];
}

const convert = await CONVERTERS[peer]();
if (!(await convert())) throw new Error(`${peer} gives no ${language}`);

const times = [];
const end = performance.now() + Number(seconds) * 1000;
while (performance.now() < end) {
  const start = performance.now();
  for (let i = 0; i < BATCH; i++) await convert();
  times.push(((performance.now() - start) * 1000) / BATCH);
}
times.sort((a, b) => a - b);
console.log(times[times.length >> 1]);
