// Say of each advisory whether it still holds, and what replaced it.
const SITE = "https://status.example/";
const LANGUAGE = "en";

async function fetchJson(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer.json();
}

const index = await fetchJson(SITE + "api/v1/advisories.json");
for (const entry of index.advisories) {
  if (entry.withdrawn) {
    const edition = (await fetchJson(entry.url)).editions[LANGUAGE];
    console.log(entry.id, "was withdrawn:", edition.withdrawal_reason.text);
  } else {
    console.log(entry.id, "holds");
  }
  if (entry.superseded_by) {
    console.log(entry.id, "was replaced by", entry.superseded_by);
  }
}
