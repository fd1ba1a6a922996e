"""Publish: `{path: bytes}` to where readers are. `folder` exchanges a whole site atomically."""
