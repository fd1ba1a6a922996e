// Print the updates that were not there at the last run, oldest first.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const FEED = "https://status.example/en/updates.json";
const SEEN = "seen-updates.json";

async function fetchJson(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer.json();
}

const seen = existsSync(SEEN) ? JSON.parse(readFileSync(SEEN, "utf8")) : [];
const feed = await fetchJson(FEED);
for (const item of feed.items.reverse()) {
  if (seen.includes(item.id)) continue;
  console.log(item.date_published, item._advisory.change.code);
  console.log(item.title);
  console.log(item.url);
  seen.push(item.id);
}
writeFileSync(SEEN, JSON.stringify(seen));
