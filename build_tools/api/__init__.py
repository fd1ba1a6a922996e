"""What is published for programs, apart from what advisories are written in: each document as a model.

Within `v1` a document only gains members. What stands in a model here is a promise to those who read it.
"""
