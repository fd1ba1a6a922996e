"""The incident advisory press: load, check, localise, render, publish.

YAML advisories are loaded into typed values (`load`), checked (`rules`) and frozen
as numbered releases (`history`). A build joins each public release with each
language into an edition (`localise`), fills the theme's frames and the feeds with
it (`frames`, `render`), verifies the whole tree (`verify`) and exchanges it for the
old one (`publish`). `pipeline` puts the stages of a build in their order. `preview`
calls some of them itself, to render and verify no more than what is looked at.
"""
