"""Form: an advisory in the browser, for those who never open an editor.

`fields` makes the schema of the form from that of the YAML, `values` turns the content of a file into what the form
shows and back, `places` finds the field that a problem is about. `desk` reads, checks and saves; it knows nothing of
the web. `server` answers a browser on this machine with it, and `pages` has the words of its pages.
"""
