"""How people get in: accounts are given by the county, nobody makes one for himself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """allauth's behaviour without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a station worker's account comes with the post."""
        return False
