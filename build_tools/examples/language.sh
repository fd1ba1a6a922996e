curl --fail --silent --show-error \
  https://status.example/api/v1/advisories/ADV-2025-0001.json
