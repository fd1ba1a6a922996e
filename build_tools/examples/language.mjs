// Print what an advisory says in one language.
const SITE = "https://status.example/";
const ADVISORY = "ADV-2024-0042";
const LANGUAGE = "en";

async function fetchJson(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer.json();
}

const advisory = await fetchJson(`${SITE}api/v1/advisories/${ADVISORY}.json`);
const edition = advisory.editions[LANGUAGE];
console.log(`[${edition.title.lang}]`, edition.title.text);
console.log(`[${edition.summary.lang}]`, edition.summary.text);
for (const data of advisory.data.exposed) {
  console.log("-", edition.labels.data[data.code]);
}
for (const action of advisory.actions) {
  console.log("*", edition.sentences[action.path]);
}
console.log(edition.url);
