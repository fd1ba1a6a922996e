// Decide by codes, and be ready for one that is new.
const SITE = "https://status.example/";
const LANGUAGE = "en";
const URGENT = { low: false, medium: false, high: true, critical: true };

async function fetchJson(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer.json();
}

const index = await fetchJson(SITE + "api/v1/advisories.json");
for (const entry of index.advisories) {
  const code = entry.severity;
  const advisory = await fetchJson(entry.url);
  const label = advisory.editions[LANGUAGE].labels.severities[code];
  const urgent = URGENT[code] ?? true; // a new code: a person should look
  console.log(entry.id, code, label, urgent ? "urgent" : "not urgent");
}
