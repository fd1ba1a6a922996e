"""Rules: generators of problems. A rule's docstring is the rule, in one sentence.

`record` looks at one draft, `corpus` at all of them, `translation` at the catalogues, `release` at what
is about to be frozen. A new rule is one function and one line in its module's list.
"""
