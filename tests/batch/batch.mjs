// Runs JavaScript programs, each in a thread of its own; prints a line of JSON about each.

import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Worker } from "node:worker_threads";

async function run(name) {
  const worker = new Worker(resolve(name, "caller.mjs"), { stdout: true, stderr: true });
  const streams = Promise.all([text(worker.stdout), text(worker.stderr)]);
  let failure = "";
  worker.on("error", (error) => (failure = `${error?.stack ?? error}\n`));
  const status = await new Promise((done) => worker.on("exit", done));
  const [out, error] = await streams;
  return { name, status, out, error: error + failure };
}

const waiting = process.argv.slice(2);

async function work() {
  while (waiting.length > 0) {
    console.log(JSON.stringify(await run(waiting.shift())));
  }
}

await Promise.all([work(), work()]);
