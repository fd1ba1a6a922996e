"""Rules: generators of problems. A rule's docstring is the rule, in one sentence.

On one draft: `record`, with `timeline` for its dates and `names` for those that sentences speak of, and `prose` for
its translations. On all drafts: `corpus`. On the catalogues: `translation`. On what is about to be frozen: `release`.
On what was released before: `released`. `known` is what drafts may refer to. A new rule is one function and one line
in its module's list.
"""
