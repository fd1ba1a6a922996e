"""Publish: `{path: bytes}` to where readers are. `folder` exchanges a whole site; `hub` tells of its feeds."""
