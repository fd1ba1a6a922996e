// Print what is open, as a client of the Statuspage API reads it.
const SUMMARY = "https://status.example/en/api/v2/summary.json";

const answer = await fetch(SUMMARY, { signal: AbortSignal.timeout(30_000) });
if (!answer.ok) throw new Error(`${answer.status}: ${SUMMARY}`);
const summary = await answer.json();
console.log(summary.status.indicator, summary.status.description);
for (const incident of summary.incidents) {
  console.log(incident.impact, incident.status, incident.name);
  console.log(incident.shortlink);
}
