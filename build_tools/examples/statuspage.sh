curl --fail --silent --show-error https://status.example/en/api/v2/summary.json
