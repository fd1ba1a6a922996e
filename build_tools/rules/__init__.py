"""Rules: generators of problems. A rule's docstring is the rule, in one sentence.

On one draft: `record`, with `timeline` for its dates, `names` for those that sentences speak of, `wording` for quotes,
and `contradictions` for what cannot both be true; `prose` for its translations. On all drafts: `corpus`. On the
catalogues: `translation`.
On what is about to be frozen: `release`. On what was released before: `released`. `known` is what drafts may refer to.

A new rule of these is a function, a line where its module lists its rules, and its codes in `explanations.yaml`.

On what nobody should tell by accident: `disclosure`, which reads every value, comment and translation of a draft. What
to look for in a text is told by `credentials`, `private_places` and `personal_data`: a function, with a line in
`disclosure` and its codes in `explanations.yaml`. `disguise` is how a message names what was found, and `waivers` lets
stand what editors have looked at: a code that can be waived also stands in `WaivableCode` of the model.
"""
