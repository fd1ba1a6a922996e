curl --fail --silent --show-error https://status.example/en/updates.json
