csaf=https://status.example/.well-known/csaf
curl --fail --silent --show-error "$csaf/index.txt" | while read -r path; do
  for file in "$path" "$path.sha256"; do
    curl --fail --silent --show-error --create-dirs --output "$file" "$csaf/$file"
  done
  (cd "$(dirname "$path")" && sha256sum --check "$(basename "$path").sha256")
done
