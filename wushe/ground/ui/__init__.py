"""User interface 界面: the page shell, the components, the style sheets and the words every page shares.

Owns: `ui/page.html` and its kin, the cotton components, `{% figure %}` and the other tags, tokens and style sheets,
the small scripts, the error pages and the login pages.
Never does: ask the database, know a business rule, count anything.
May import: kit. Everything above may extend its templates.
"""
