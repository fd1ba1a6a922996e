curl --fail --silent --show-error --remote-time \
  --time-cond advisories.json --output advisories.json \
  https://status.example/api/v1/advisories.json
