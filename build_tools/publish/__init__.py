"""Publish: `{path: bytes}` to where readers are. `folder` exchanges a whole site atomically, `signatures`
makes what only the publisher's key can make, and `hub` tells subscribers of the feeds.
"""
