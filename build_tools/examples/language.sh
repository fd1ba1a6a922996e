curl --fail --silent --show-error \
  https://status.example/api/v1/advisories/ADV-2024-0042.json
