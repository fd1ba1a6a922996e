"""Preview: the site as its editor will have it, fresh after every save.

`engine` reads again what was saved and renders one file of the site when it is asked for; it knows nothing of the web.
`server` answers a browser on this machine with it, and `running` keeps both going.
"""
