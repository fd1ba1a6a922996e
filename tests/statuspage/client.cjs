// Asks a status page by its address as a user of the client library would, and prints what it answers as JSON.
const { Statuspage } = require("statuspage.io");

async function ask(address) {
  const client = new Statuspage("page");
  client.setApiUrl(address);
  return {
    summary: await client.api.getSummary(),
    status: await client.api.getStatus(),
    components: await client.api.getComponents(),
    incidents: await client.api.incidents.getAll(),
    unresolved: await client.api.incidents.getUnresolved(),
    maintenances: await client.api.scheduledMaintenances.getAll(),
    upcoming: await client.api.scheduledMaintenances.getUpcoming(),
    active: await client.api.scheduledMaintenances.getActive(),
  };
}

ask(process.argv[2]).then(
  (said) => process.stdout.write(JSON.stringify(said)),
  (error) => { process.stderr.write(String(error)); process.exitCode = 1; },
);
