// Collect the CSAF documents of one language, each checked against its hash.
import { createHash } from "node:crypto";

const SITE = "https://status.example/";
const LANGUAGE = "en";

async function fetchText(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer.text();
}

const provider = JSON.parse(
  await fetchText(SITE + ".well-known/csaf/provider-metadata.json"),
);
const feeds = provider.distributions.flatMap((place) => place.rolie.feeds);
const { feed } = JSON.parse(await fetchText(feeds[0].url));
for (const entry of feed.entry) {
  const content = await fetchText(entry.content.src);
  const hashes = entry.link.filter((link) => link.rel === "hash");
  const { href } = hashes.find((link) => link.href.endsWith(".sha256"));
  const [stated] = (await fetchText(href)).split(/\s/);
  if (createHash("sha256").update(content).digest("hex") !== stated) {
    throw new Error(`${entry.id} is not what its hash says`);
  }
  const { document } = JSON.parse(content);
  if (document.lang !== LANGUAGE) continue;
  console.log(document.tracking.id, document.tracking.version);
  console.log(document.title);
}
