// Fetch the advisories that are new or have changed since the last run.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const SITE = "https://status.example/";
const KNOWN = "known-advisories.json";

async function fetchJson(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer.json();
}

const known = existsSync(KNOWN) ? JSON.parse(readFileSync(KNOWN, "utf8")) : {};
const index = await fetchJson(SITE + "api/v1/advisories.json");
for (const entry of index.advisories) {
  if (known[entry.id] === entry.sha256) continue;
  const advisory = await fetchJson(entry.url);
  console.log(advisory.id, "release", advisory.release);
  known[entry.id] = entry.sha256;
}
writeFileSync(KNOWN, JSON.stringify(known));
