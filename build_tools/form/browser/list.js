/* The list of advisories: begins another one. */
const state = document.getElementById("state");
document.getElementById("begin").addEventListener("click", async () => {
  const answer = await fetch("new", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: document.getElementById("kind").value }),
  }).catch(() => null);
  const said = answer ? await answer.json() : {};
  if (answer && answer.ok) location.href = `edit/${said.id}/`;
  else state.textContent = said.message || "The form has ended. Start it again with: advisory edit";
});
